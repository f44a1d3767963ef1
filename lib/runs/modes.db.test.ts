import { describe, expect, test } from "vitest";
import type { SyncInput } from "@/lib/api/syncs";
import type { WriteMode } from "@/lib/engine/types";
import { runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { updateSync } from "@/lib/syncs/update-sync";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
const ada = { email: "ada@example.com", first_name: "Ada" };
const bob = { email: "bob@example.com", first_name: "Bob" };

/** A sync of Ada and Bob in this mode, to a portal that has Ada under another name. */
async function make(mode: WriteMode) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await change(made, { mode });
  await made.people.insert([ada, bob]);
  const { ids } = await seed(made.hubId, { email: ada.email, firstname: "Augusta", city: "London" });
  return { ...made, adaId: ids[0] ?? "" };
}

function change({ actor, sync, input }: PeopleSync, part: Partial<SyncInput>) {
  return updateSync(actor, { syncId: sync.id, input: { ...input, ...part } });
}

async function seed(hubId: number, properties: Record<string, string>): Promise<{ ids: string[] }> {
  const body = { portal: hubId, objectType: "contacts", records: [{ properties }] };
  const answer = await hubSpot.admin("POST", "/records", body);
  if (typeof answer !== "object" || answer === null || !("ids" in answer) || !Array.isArray(answer.ids)) {
    throw new Error("The sandbox seeded nothing.");
  }
  return { ids: answer.ids.map(String) };
}

const namesOf = async (hubId: number) =>
  Object.fromEntries((await hubSpot.listRecords(hubId, "contacts")).map(({ email, firstname }) => [email, firstname]));

describe("a sync that only creates", () => {
  test("skips rows whose record exists, and leaves that record as it is", async () => {
    const { actor, sync, hubId } = await make("create");
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({ status: "completed", mode: "create" });
    expect(run.ledger).toEqual({ ...empty, read: 2, created: 1, skipped: 1 });
    expect(await namesOf(hubId)).toEqual({ "ada@example.com": "Augusta", "bob@example.com": "Bob" });
  });

  test("asks HubSpot nothing about rows whose record it has met before, changed or not", async () => {
    const { actor, sync, people, hubId } = await make("create");
    await runToEnd(actor, sync.id);
    await people.run("update people set first_name = 'Robert' where email = 'bob@example.com'");
    const count = await hubSpot.countCalls();
    const run = await runToEnd(actor, sync.id);
    expect(run.ledger).toEqual({ ...empty, read: 2, skipped: 2 });
    expect(run).toMatchObject({ rowsPlanned: 0, rowsDelivered: 0, keysMissing: 0 });
    expect(await count("/batch/")).toBe(0);
    expect(await namesOf(hubId)).toMatchObject({ "bob@example.com": "Bob" });
  });

  test("sends what it has only seen once it may update", async () => {
    const made = await make("create");
    await runToEnd(made.actor, made.sync.id);
    await change(made, { mode: "upsert" });
    const run = await runToEnd(made.actor, made.sync.id);
    expect(run.ledger).toEqual({ ...empty, read: 2, unchanged: 1, updated: 1 });
    expect(await namesOf(made.hubId)).toMatchObject({ "ada@example.com": "Ada" });
  });

  test("never misses a record that it has only seen when its row is gone", async () => {
    const { actor, sync, people } = await make("create");
    await runToEnd(actor, sync.id);
    await people.run("delete from people");
    expect((await runToEnd(actor, sync.id)).keysMissing).toBe(1);
  });

  test("doesn't begin a run that is matched by the record id", async () => {
    const made = await make("create");
    const match = { column: "badge", property: "hs_object_id" };
    await change(made, { mode: "create", mapping: { match, fields: [] } });
    const run = await runToEnd(made.actor, made.sync.id);
    expect(run).toMatchObject({ status: "failed", errorCode: "mapping_invalid" });
    expect(run.errorMessage).toContain("nothing can be created");
  });
});

describe("a sync that only updates", () => {
  test("skips rows that have no record, and looks for it again with each run", async () => {
    const { actor, sync, hubId } = await make("update");
    const first = await runToEnd(actor, sync.id);
    expect(first.ledger).toEqual({ ...empty, read: 2, updated: 1, skipped: 1 });
    expect(await namesOf(hubId)).toEqual({ "ada@example.com": "Ada" });
    await seed(hubId, { email: bob.email, firstname: "Robert" });
    const second = await runToEnd(actor, sync.id);
    expect(second.ledger).toEqual({ ...empty, read: 2, unchanged: 1, updated: 1 });
    expect(await namesOf(hubId)).toEqual({ "ada@example.com": "Ada", "bob@example.com": "Bob" });
  });

  test("finds a contact by a secondary address, and leaves the primary one in its place", async () => {
    const made = await makePeopleSync(hubSpot, warehouse);
    await change(made, { mode: "update" });
    await made.people.insert([{ email: "ada@old.example", first_name: "Ada" }]);
    await seed(made.hubId, { email: "ada@new.example", hs_additional_emails: "ada@old.example", firstname: "Augusta" });
    const run = await runToEnd(made.actor, made.sync.id);
    expect(run.ledger).toEqual({ ...empty, read: 1, updated: 1 });
    expect(await namesOf(made.hubId)).toEqual({ "ada@new.example": "Ada" });
  });

  test("updates by the record id, and skips ids that HubSpot doesn't have", async () => {
    const made = await make("update");
    const { people, adaId, input } = made;
    await people.run(`update people set badge = '${adaId}' where email = 'ada@example.com'`);
    await people.run("update people set badge = '999' where email = 'bob@example.com'");
    const [firstName] = input.mapping.fields;
    const match = { column: "badge", property: "hs_object_id" };
    await change(made, { mode: "update", mapping: { match, fields: firstName ? [firstName] : [] } });
    const run = await runToEnd(made.actor, made.sync.id);
    expect(run.ledger).toEqual({ ...empty, read: 2, updated: 1, skipped: 1 });
    expect(await namesOf(made.hubId)).toEqual({ "ada@example.com": "Ada" });
  });
});

test("matched by the record id, a row whose record is gone is rejected by a sync that should write it", async () => {
  const made = await make("upsert");
  const { people, adaId, input, hubId } = made;
  await people.run(`update people set badge = '${adaId}' where email = 'ada@example.com'`);
  await people.run("update people set badge = '999' where email = 'bob@example.com'");
  const [firstName] = input.mapping.fields;
  const match = { column: "badge", property: "hs_object_id" };
  await change(made, { mapping: { match, fields: firstName ? [firstName] : [] } });
  const run = await runToEnd(made.actor, made.sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, updated: 1, rejected: 1 });
  expect(run.causes).toMatchObject([{ stage: "hubspot", code: "OBJECT_NOT_FOUND", rows: 1 }]);
  expect(await namesOf(hubId)).toEqual({ "ada@example.com": "Ada" });
});
