import { describe, expect, test } from "vitest";
import { Guard, type SyncInput } from "@/lib/api/syncs";
import { openPortal } from "@/lib/connections/open-portal";
import { getDb, getPool } from "@/lib/db";
import { createDestination } from "@/lib/hubspot/destination";
import { beginRun, carryOut, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { approveRun } from "@/lib/runs/approve-run";
import { cancelRun } from "@/lib/runs/cancel-run";
import { deliverChunk } from "@/lib/runs/deliver/deliver-chunk";
import { getRun } from "@/lib/runs/get-run";
import { guardRun } from "@/lib/runs/guard-run";
import { updateSync } from "@/lib/syncs/update-sync";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const open = Guard.parse({ missingShare: null });
const nobody = async () => {};

/** A sync that has delivered so many people, changed as told. */
async function deliver(people: number, change: Partial<SyncInput>) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    `insert into people (email, first_name, job_title) select 'p' || n || '@example.com', 'P' || n, 'Pilot' from generate_series(1, ${people}) n`,
  );
  await updateSync(made.actor, { syncId: made.sync.id, input: { ...made.input, ...change } });
  const first = await runToEnd(made.actor, made.sync.id);
  expect(first.ledger.created).toBe(people);
  const listContacts = async () =>
    new Map((await hubSpot.listRecords(made.hubId, "contacts")).map((contact) => [contact.email, contact]));
  return { ...made, listContacts };
}

async function countStates(syncId: string): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    "select count(*)::int as count from bulk.row_state where sync_id = $1",
    [syncId],
  );
  return rows[0]?.count ?? 0;
}

describe("records whose rows have vanished", () => {
  test("are kept unless the sync says otherwise", async () => {
    const { actor, sync, people, listContacts } = await deliver(3, {});
    await people.run("delete from people where email = 'p1@example.com'");
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({ status: "completed", keysMissing: 1, keysArchived: 0, keysCleared: 0 });
    expect((await listContacts()).size).toBe(3);
  });

  test("are archived, and a row that comes back makes a new record", async () => {
    const { actor, sync, people, listContacts } = await deliver(250, { vanished: "archive", guard: open });
    await people.run("delete from people where id % 2 = 0");
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({
      status: "completed",
      ledger: { read: 125, unchanged: 125 },
      keysMissing: 125,
      keysArchived: 125,
      keysRefused: 0,
    });
    const left = await listContacts();
    expect(left.size).toBe(125);
    expect(left.has("p2@example.com")).toBe(false);
    expect(await countStates(sync.id)).toBe(125);

    await people.insert([{ email: "p2@example.com", first_name: "Back" }]);
    const next = await runToEnd(actor, sync.id);
    expect(next).toMatchObject({ keysMissing: 0, ledger: { unchanged: 125, created: 1 } });
    expect((await listContacts()).get("p2@example.com")?.firstname).toBe("Back");
  });

  test("lose the mapped properties and nothing else", async () => {
    const { actor, sync, hubId, people, listContacts } = await deliver(2, { vanished: "clear", guard: open });
    await hubSpot.admin("POST", "/records", {
      portal: hubId,
      objectType: "contacts",
      records: [{ properties: { email: "other@example.com", firstname: "Other" } }],
    });
    await people.run("delete from people where email = 'p1@example.com'");
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({ status: "completed", keysMissing: 1, keysCleared: 1, keysArchived: 0 });
    const contacts = await listContacts();
    expect(contacts.get("p1@example.com")).toMatchObject({ email: "p1@example.com" });
    expect(contacts.get("p1@example.com")?.firstname ?? "").toBe("");
    expect(contacts.get("p1@example.com")?.jobtitle ?? "").toBe("");
    expect(contacts.get("p2@example.com")).toMatchObject({ firstname: "P2", jobtitle: "Pilot" });
    expect(contacts.get("other@example.com")?.firstname).toBe("Other");
    expect((await runToEnd(actor, sync.id)).keysMissing).toBe(0);
  });

  test("that somebody has deleted in HubSpot already count as archived", async () => {
    const { actor, sync, people, hubId, portalId } = await deliver(2, { vanished: "archive", guard: open });
    const [record] = await hubSpot.listRecords(hubId, "contacts");
    await createDestination({
      client: openPortal(portalId),
      objectTypeId: "0-1",
      matchProperty: "email",
      mode: "upsert",
    }).archive([record?.hs_object_id ?? ""]);
    await people.run("delete from people");
    await people.insert([{ email: "new@example.com" }]);
    expect(await runToEnd(actor, sync.id)).toMatchObject({ status: "completed", keysMissing: 2, keysArchived: 2 });
  });

  test("stay where a row has no usable match value: it may be theirs", async () => {
    const { actor, sync, people, listContacts } = await deliver(3, { vanished: "archive", guard: open });
    await people.run("update people set email = null where email = 'p1@example.com'");
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({
      ledger: { read: 3, unchanged: 2, rejected: 1 },
      keysMissing: 1,
      keysArchived: 0,
      keptReason: expect.stringContaining("1 row has no usable match value"),
    });
    expect((await listContacts()).size).toBe(3);
  });

  test("stay where another row reaches the same record, as by a second address", async () => {
    const { actor, sync, people, hubId, listContacts } = await deliver(2, { vanished: "archive", guard: open });
    const [one, two] = await hubSpot.listRecords(hubId, "contacts");
    await hubSpot.admin("POST", "/merge", {
      portal: hubId,
      objectType: "contacts",
      primaryId: one?.hs_object_id,
      mergedId: two?.hs_object_id,
    });
    await people.run("update people set first_name = 'New'");
    await runToEnd(actor, sync.id);
    await people.run("delete from people where email = 'p2@example.com'");
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({ keysMissing: 1, keysArchived: 0 });
    expect((await listContacts()).size).toBe(1);
  });

  test("are removed once by two steps at the same chunk, and the sum closes after a cancel", async () => {
    const { actor, sync, people, listContacts } = await deliver(300, { vanished: "archive", guard: open });
    await people.run("delete from people where id <= 150");
    const runId = await planNewRun(actor, sync.id);
    await Promise.all([deliverChunk(runId, 0), deliverChunk(runId, 0)]);
    await cancelRun(actor, { runId }, nobody);
    await carryOut(runId);
    expect(await getRun(actor, { runId })).toMatchObject({ keysMissing: 150, keysArchived: 150, keysRefused: 0 });
    expect((await listContacts()).size).toBe(150);
    expect(await getDb().run.findUnique({ where: { id: runId }, select: { keysKept: true } })).toEqual({ keysKept: 0 });
  });
});

describe("a guard", () => {
  test("holds a run of an empty source before it archives anything, until somebody discards it", async () => {
    const { actor, sync, people, listContacts } = await deliver(20, { vanished: "archive", guard: open });
    await people.run("delete from people");
    const runId = await beginRun(actor, sync.id);
    await carryOut(runId, {
      onHold: async () => {
        const view = await getRun(actor, { runId });
        expect(view.steps.map(({ startedAt }) => startedAt !== null)).toEqual([true, true, false, false]);
        expect(view).toMatchObject({
          status: "held",
          guardReasons: ["The source gave no row at all, so all 20 records would be archived."],
          heldPlan: { wouldCreate: 0, wouldUpdate: 0, wouldRemove: 20 },
          decision: null,
        });
        await cancelRun(actor, { runId }, nobody);
      },
    });
    expect(await getRun(actor, { runId })).toMatchObject({
      ...{ status: "stopped", keysMissing: 20, keysArchived: 0 },
      ...{ heldPlan: null, decision: { kind: "discarded", by: "Test person", apiKey: null } },
    });
    expect((await listContacts()).size).toBe(20);
    expect(await countStates(sync.id)).toBe(20);
  });

  test("lets a run go on when somebody approves it, and tells who decided what", async () => {
    const { actor, sync, people, listContacts } = await deliver(20, { vanished: "archive" });
    await people.run("delete from people where id <= 5");
    const runId = await beginRun(actor, sync.id);
    const decided: string[] = [];
    await carryOut(runId, {
      onHold: () => approveRun(actor, { runId }, async ({ decision }) => void decided.push(decision)).then(() => {}),
    });
    expect(decided).toEqual(["approved"]);
    expect(await getRun(actor, { runId })).toMatchObject({
      status: "completed",
      keysArchived: 5,
      guardReasons: ["5 of 20 rows of earlier runs have vanished (25 %); the limit is 10 %."],
      approvedAt: expect.any(String),
      heldPlan: null,
      decision: { kind: "approved", at: expect.any(String), by: "Test person", apiKey: null },
    });
    expect((await listContacts()).size).toBe(15);
  });

  test("holds more new records than the sync may create, before the first call", async () => {
    const guard = Guard.parse({ created: 2 });
    const { actor, sync, people } = await deliver(2, { guard });
    await people.run("insert into people (email) select 'n' || n || '@example.com' from generate_series(1, 3) n");
    const runId = await planNewRun(actor, sync.id);
    const count = await hubSpot.countCalls();
    expect(await guardRun(runId)).toMatchObject({ kind: "held" });
    expect(await count("/batch/")).toBe(0);
    expect((await getRun(actor, { runId })).heldPlan).toEqual({ wouldCreate: 3, wouldUpdate: 0, wouldRemove: 0 });
    await approveRun(actor, { runId }, nobody);
    expect(await guardRun(runId)).toEqual({ kind: "open" });
  });

  test("compares with what the last runs read, once there are three", async () => {
    const { actor, sync, people } = await deliver(10, { guard: Guard.parse({ rowsShare: 0.5 }) });
    await people.run("insert into people (email) select 'n' || n || '@example.com' from generate_series(1, 90) n");
    await runToEnd(actor, sync.id);
    await runToEnd(actor, sync.id);
    await people.run("delete from people where id > 10");
    const runId = await planNewRun(actor, sync.id);
    expect(await guardRun(runId)).toMatchObject({ kind: "held" });
    expect((await getRun(actor, { runId })).guardReasons).toEqual([
      "10 rows were read, where the last runs read 100: more than 50 % off.",
    ]);
  });

  test("gives a run up after a week, with its reasons", async () => {
    const { actor, sync, people, input } = await deliver(2, {});
    await updateSync(actor, { syncId: sync.id, input: { ...input, guard: Guard.parse({ created: 0 }) } });
    await people.insert([{ email: "n@example.com" }]);
    const runId = await planNewRun(actor, sync.id);
    await guardRun(runId);
    const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60_000);
    await getDb().run.update({ where: { id: runId }, data: { heldAt: longAgo } });
    await expect(guardRun(runId)).rejects.toMatchObject({
      code: "not_approved",
      message: expect.stringContaining("1 record would be created; the limit is 0."),
    });
  });

  test("is no stranger's to open, and a run that waits for nobody can't be approved", async () => {
    const { actor, sync, people } = await deliver(2, { vanished: "archive" });
    await people.run("delete from people where id = 1");
    const runId = await planNewRun(actor, sync.id);
    await expect(approveRun(actor, { runId }, nobody)).rejects.toMatchObject({ code: "conflict" });
    await guardRun(runId);
    await expect(approveRun(await makeWorkspace(), { runId }, nobody)).rejects.toMatchObject({ code: "not_found" });
    await approveRun(actor, { runId }, nobody);
    await expect(approveRun(actor, { runId }, nobody)).rejects.toMatchObject({ code: "conflict" });
  });
});
