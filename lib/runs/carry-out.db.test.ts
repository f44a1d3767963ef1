import { expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { describeGap } from "@/lib/engine/ledger";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { beginRun, carryOut, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { updateSync } from "@/lib/syncs/update-sync";
import { deliverChunk } from "./deliver/deliver-chunk";
import { finishRun, markDelivered } from "./finish-run";
import { getRun } from "./get-run";
import { prepareRun } from "./prepare-run";

const hubSpot = await testHubSpot({ portals: 24 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
const ada = { email: "ada@example.com", first_name: "Ada", seniority: "lead", managed: "3" };
const bob = { email: "bob@example.com", first_name: "Bob" };

async function make(rows: Parameters<Awaited<ReturnType<typeof warehouse.createPeople>>["insert"]>[0] = [ada, bob]) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  return made;
}

test("every row that was read has one outcome, and the created records hold what was mapped", async () => {
  const { actor, sync, hubId } = await make([
    ada,
    { ...bob, email: "  BOB@Example.com " },
    { email: "eve@example.com", seniority: "guru" },
    { email: null, first_name: "Nobody" },
    { email: "max@example.com", job_title: "A title that is longer than the forty letters allowed" },
  ]);
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 5, created: 2, rejected: 3 });
  expect(run).toMatchObject({ status: "completed_with_rejects", rowsPlanned: 3, rowsDelivered: 3, errorCode: null });
  expect(run.steps.every(({ startedAt, endedAt }) => startedAt && endedAt)).toBe(true);
  const records = await hubSpot.listRecords(hubId, "contacts");
  expect(records).toHaveLength(2);
  expect(records).toContainEqual(
    expect.objectContaining({ email: "ada@example.com", firstname: "Ada", seniority: "lead", employees_managed: "3" }),
  );
  expect(records).toContainEqual(expect.objectContaining({ email: "bob@example.com", firstname: "Bob" }));
});

test("a second run of the same rows sends nothing", async () => {
  const { actor, sync } = await make();
  await runToEnd(actor, sync.id);
  const count = await hubSpot.countCalls();
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, unchanged: 2 });
  expect(run).toMatchObject({ status: "completed", callsMade: 0, rowsPlanned: 0 });
  expect(await count("/batch/")).toBe(0);
});

test("a row that changed is one update, and the others are left alone", async () => {
  const { actor, sync, people, hubId } = await make();
  await runToEnd(actor, sync.id);
  await people.run("update people set first_name = 'Augusta' where email = 'ada@example.com'");
  const count = await hubSpot.countCalls();
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, unchanged: 1, updated: 1 });
  expect(run.callsMade).toBe(1);
  expect(await count("/batch/upsert")).toBe(1);
  expect(await hubSpot.listRecords(hubId, "contacts")).toContainEqual(
    expect.objectContaining({ firstname: "Augusta" }),
  );
});

test("records that were in HubSpot before count as updated", async () => {
  const { actor, sync, hubId } = await make();
  const records = [{ properties: { email: "ada@example.com", city: "London" } }];
  await hubSpot.admin("POST", "/records", { portal: hubId, objectType: "contacts", records });
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, created: 1, updated: 1 });
  expect(await hubSpot.listRecords(hubId, "contacts")).toContainEqual(
    expect.objectContaining({ firstname: "Ada", city: "London" }),
  );
});

test("another mapping sends every row again, by the new version of the sync", async () => {
  const { actor, sync, input } = await make();
  await runToEnd(actor, sync.id);
  const constant = {
    property: "company",
    value: { kind: "constant" as const, value: "Acme" },
    whenEmpty: "skip" as const,
  };
  const mapping = { ...input.mapping, fields: [...input.mapping.fields, constant] };
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping } });
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, updated: 2 });
  expect(run.syncVersion).toBe(2);
});

test("a rejected row is tried again, and goes through once it is corrected", async () => {
  const { actor, sync, people } = await make([{ ...ada, seniority: "guru" }, bob]);
  expect((await runToEnd(actor, sync.id)).ledger).toEqual({ ...empty, read: 2, created: 1, rejected: 1 });
  expect((await runToEnd(actor, sync.id)).ledger).toEqual({ ...empty, read: 2, unchanged: 1, rejected: 1 });
  await people.run("update people set seniority = 'Director' where email = 'ada@example.com'");
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, unchanged: 1, created: 1 });
  expect(run.status).toBe("completed");
});

test("rows that vanished from the source are counted and kept", async () => {
  const { actor, sync, people, hubId } = await make();
  await runToEnd(actor, sync.id);
  await people.run("delete from people where email = 'ada@example.com'");
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({ keysMissing: 1, ledger: { ...empty, read: 1, unchanged: 1 } });
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(2);
});

test("a source without rows makes a run without rows", async () => {
  const { actor, sync } = await make([]);
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({ status: "completed", ledger: empty, hasReport: false });
});

test("a run that is under way goes by the sync as it was asked for", async () => {
  const { actor, sync, input, hubId } = await make();
  const runId = await beginRun(actor, sync.id);
  const mapping = { ...input.mapping, fields: [] };
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping } });
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({ syncVersion: 1, ledger: { ...empty, read: 2, created: 2 } });
  expect(await hubSpot.listRecords(hubId, "contacts")).toContainEqual(expect.objectContaining({ firstname: "Ada" }));
});

test("what an older run writes to the old portal doesn't count as accepted by the new one", async () => {
  const { actor, sync, input } = await make();
  const runId = await planNewRun(actor, sync.id);
  const { hubId } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  await updateSync(actor, { syncId: sync.id, input: { ...input, portalId } });
  await deliverChunk(runId, 0);
  await markDelivered(runId);
  await finishRun(runId, null);
  expect(await getRun(actor, { runId })).toMatchObject({ status: "completed", ledger: { created: 2 } });

  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, created: 2 });
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(2);
});

test.each([
  ["a column that the source no longer has", "alter table people drop column job_title", "job_title"],
  ["a match column that is gone", "alter table people drop column email", "email"],
])("%s stops the run before a row is read, by name", async (_what, sql, name) => {
  const { actor, sync, people } = await make();
  await people.run(sql);
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({
    status: "failed",
    errorCode: "mapping_invalid",
    errorMessage: expect.stringContaining(`\`${name}\``),
    ledger: empty,
  });
});

test("all that is wrong with a mapping is said at once", async () => {
  const { actor, sync, people, hubId } = await make();
  await people.run("alter table people drop column job_title");
  await hubSpot.admin("POST", "/archive-property", { portal: hubId, objectType: "contacts", property: "seniority" });
  const run = await runToEnd(actor, sync.id);
  expect(run.errorCode).toBe("mapping_invalid");
  expect(run.errorMessage).toContain("`job_title`");
  expect(run.errorMessage).toContain("`seniority`");
});

test("a scope that was taken away stops the run with its name", async () => {
  const { actor, sync, portalId } = await make();
  const runId = await beginRun(actor, sync.id);
  await getDb().portal.update({
    where: { id: portalId },
    data: { grantedScopes: ["oauth", "crm.objects.contacts.read"] },
  });
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "failed",
    errorCode: "hubspot_scope_missing",
    errorMessage: expect.stringContaining("crm.objects.contacts.write"),
  });
});

test("a query that fails ends the run with the source's own words", async () => {
  const { actor, sync, people } = await make();
  await people.run("alter table people rename to people_elsewhere");
  expect(await runToEnd(actor, sync.id)).toMatchObject({
    status: "failed",
    errorCode: "source_query_failed",
    errorMessage: expect.stringContaining("does not exist"),
  });
});

test("preparing twice changes nothing", async () => {
  const { actor, sync } = await make();
  const runId = await beginRun(actor, sync.id);
  expect(await prepareRun(runId)).toEqual({ kind: "ready" });
  const select = { startedAt: true, preparedAt: true };
  const first = await getDb().run.findUnique({ where: { id: runId }, select });
  expect(await prepareRun(runId)).toEqual({ kind: "ready" });
  expect(await getDb().run.findUnique({ where: { id: runId }, select })).toEqual(first);
});

test.each(["prepare", "plan"])(
  "a daily limit that is met by the step %s makes the run wait, and it goes on",
  async (step) => {
    const { actor, sync, hubId } = await make();
    const runId = await beginRun(actor, sync.id);
    if (step === "plan") {
      await prepareRun(runId);
      await getDb().portalObject.deleteMany({});
    }
    await hubSpot.admin("POST", "/daily-limit", { portal: hubId, limit: 0 });
    const waits: string[] = [];
    await carryOut(runId, {
      onPause: async () => {
        waits.push((await getRun(actor, { runId })).status);
        await hubSpot.admin("POST", "/daily-limit", { portal: hubId, limit: 1_000 });
      },
    });
    expect(waits).toEqual(["waiting"]);
    expect(await getRun(actor, { runId })).toMatchObject({
      status: "completed",
      pauseReason: null,
      ledger: { created: 2 },
    });
  },
);

test("a portal that was revoked while the run was on its way ends it, with the ledger closed and the rows cancelled", async () => {
  const { actor, sync, hubId } = await make();
  const runId = await planNewRun(actor, sync.id);
  await hubSpot.revoke(hubId);
  await carryOut(runId);
  const run = await getRun(actor, { runId });
  expect(run).toMatchObject({ status: "failed", errorCode: "hubspot_reconnect" });
  expect(run.ledger).toEqual({ ...empty, read: 2, cancelled: 2 });
  expect(describeGap(run.ledger)).toBeNull();

  await connectSandbox(actor, hubId);
  expect((await runToEnd(actor, sync.id)).ledger).toEqual({ ...empty, read: 2, created: 2 });
});
