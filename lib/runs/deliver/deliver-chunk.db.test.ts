import { expect, onTestFinished, test } from "vitest";
import { getDb, getPool } from "@/lib/db";
import { describeGap } from "@/lib/engine/ledger";
import { carryOut, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { cancelRun } from "@/lib/runs/cancel-run";
import { finishRun, markDelivered } from "@/lib/runs/finish-run";
import { getRun } from "@/lib/runs/get-run";
import { PlannedRow } from "@/lib/runs/planned-row";
import { chunkKey } from "@/lib/runs/run-keys";
import { getRunWork, type RunWork } from "@/lib/runs/run-work";
import { takeChunk } from "./chunk-in-hand";
import { deliverChunk } from "./deliver-chunk";
import { deliverChunks } from "./deliver-chunks";
import { createRecorder } from "./record-batch";

const hubSpot = await testHubSpot();
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
const upsert = { method: "POST", path: "/batch/upsert" };
const noWriteScope = {
  status: "error",
  category: "MISSING_SCOPES",
  message: "This app hasn't been granted all required scopes to make this call.",
  errors: [{ message: "…", context: { requiredGranularScopes: ["crm.objects.contacts.write"] } }],
};

/** A planned run over so many good rows. */
async function makePlanned(rows: number) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    `insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(1, ${rows}) n`,
  );
  return { ...made, runId: await planNewRun(made.actor, made.sync.id) };
}

/** Begins to deliver: HubSpot has answered some batches, and none of them can be recorded before `letGo`. */
async function deliverBehindLock({ sync, runId, hubId }: Awaited<ReturnType<typeof makePlanned>>) {
  const lock = await getPool().connect();
  onTestFinished(() => lock.release());
  await lock.query("begin");
  await lock.query('select 1 from "Sync" where id = $1 for update', [sync.id]);
  const delivery = deliverChunk(runId, 0);
  const countRecords = async () => (await hubSpot.listRecords(hubId, "contacts")).length;
  await expect.poll(countRecords, { timeout: 20_000 }).not.toBe(0);
  return { delivery, letGo: () => lock.query("commit") };
}

async function readPlanned({ planPrefix }: RunWork): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const line of store.readLines(chunkKey(planPrefix ?? "", 0)))
    rows.push(PlannedRow.parse(JSON.parse(line)));
  return rows;
}

const getChunk = (runId: string) => getDb().runChunk.findUnique({ where: { runId_index: { runId, index: 0 } } });

async function countRowStates(syncId: string): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    "select count(*)::int as count from bulk.row_state where sync_id = $1",
    [syncId],
  );
  return rows[0]?.count ?? 0;
}

test("a chunk that is delivered is passed over: HubSpot isn't called and nothing counts twice", async () => {
  const { actor, runId } = await makePlanned(250);
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  const delivered = await getRun(actor, { runId });
  expect(delivered).toMatchObject({ ledger: { created: 250 }, callsMade: 3, rowsDelivered: 250 });
  const count = await hubSpot.countCalls();
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  expect(await deliverChunks(runId, { first: 0, last: 0 })).toEqual({ kind: "delivered" });
  expect(await count("/batch/")).toBe(0);
  expect(await getRun(actor, { runId })).toEqual(delivered);
});

test("a delivery that stopped halfway goes on with the batches that are missing, and counts each row once", async () => {
  const { actor, sync, runId } = await makePlanned(300);
  await hubSpot.admin("POST", "/faults", { match: upsert, kind: "status", status: 403, body: noWriteScope });
  await expect(deliverChunk(runId, 0)).rejects.toMatchObject({
    code: "hubspot_scope_missing",
    message: expect.stringContaining("crm.objects.contacts.write"),
  });
  expect((await getChunk(runId))?.recorded).toHaveLength(2);
  expect(await getRun(actor, { runId })).toMatchObject({ ledger: { created: 200 } });

  const count = await hubSpot.countCalls();
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  expect(await count("/batch/upsert")).toBe(1);
  await markDelivered(runId);
  await finishRun(runId, null);
  expect((await getRun(actor, { runId })).ledger).toEqual({ ...empty, read: 300, created: 300 });
  expect(await countRowStates(sync.id)).toBe(300);
});

test("two steps that deliver the same chunk at once count each row once", async () => {
  const { actor, runId, hubId } = await makePlanned(300);
  await Promise.all([deliverChunk(runId, 0), deliverChunk(runId, 0)]);
  await markDelivered(runId);
  await finishRun(runId, null);
  const { ledger } = await getRun(actor, { runId });
  expect(ledger).toMatchObject({ read: 300, rejected: 0, cancelled: 0 });
  expect(ledger.created + ledger.updated).toBe(300);
  expect((await getChunk(runId))?.recorded.toSorted()).toEqual([0, 1, 2]);
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(300);
});

test("a batch whose answer was lost is sent again, and its rows count once", async () => {
  const { actor, runId, hubId } = await makePlanned(100);
  await hubSpot.admin("POST", "/faults", { match: upsert, kind: "reset-after" });
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  expect(await getRun(actor, { runId })).toMatchObject({ ledger: { created: 0, updated: 100 }, callsMade: 2 });
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(100);
});

test("a row that HubSpot's answer leaves out counts as written only if the record shows it", async () => {
  const { actor, runId } = await makePlanned(100);
  await hubSpot.admin("POST", "/faults", { match: upsert, kind: "empty-results" });
  await carryOut(runId);
  const run = await getRun(actor, { runId });
  expect(run.ledger).toEqual({ ...empty, read: 100, rejected: 100 });
  expect(run.causes).toMatchObject([{ stage: "unconfirmed", code: "UNCONFIRMED", rows: 100 }]);
});

test("a portal whose daily calls are used up makes the run wait, and it goes on afterwards where it was", async () => {
  const { actor, runId } = await makePlanned(300);
  const body = { status: "error", message: "You have reached your daily limit.", policyName: "DAILY" };
  await hubSpot.admin("POST", "/faults", { match: upsert, kind: "status", status: 429, body });
  const paused = await deliverChunk(runId, 0);
  expect(paused.kind).toBe("paused");
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "waiting",
    pauseReason: expect.stringContaining("daily limit"),
    pausedUntil: expect.any(String),
  });
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "delivering",
    pauseReason: null,
    ledger: { created: 300 },
  });
});

test("a cancel in the middle of a chunk keeps what was delivered and counts the rest as cancelled", async () => {
  // More than may start at once after a rest, so that some batches wait for their turn.
  const made = await makePlanned(5000);
  const { actor, sync, runId, hubId } = made;
  const { delivery, letGo } = await deliverBehindLock(made);
  await cancelRun(actor, { runId }, async () => {});
  expect(await getRun(actor, { runId })).toMatchObject({ status: "cancelling" });
  await letGo();
  expect(await delivery).toEqual({ kind: "over" });
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "over" });
  await finishRun(runId, null);

  const run = await getRun(actor, { runId });
  expect(run).toMatchObject({ status: "cancelled", errorCode: null });
  expect(run.ledger.created).toBeGreaterThan(0);
  expect(run.ledger.cancelled).toBeGreaterThan(0);
  expect(describeGap(run.ledger)).toBeNull();
  expect(await countRowStates(sync.id)).toBe(run.ledger.created);
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(run.ledger.created);

  const next = await runToEnd(actor, sync.id);
  expect(next.ledger).toEqual({ ...empty, read: 5000, unchanged: run.ledger.created, created: run.ledger.cancelled });
});

test("a cancel between two chunks leaves the second one unsent", async () => {
  const { actor, runId } = await makePlanned(5050);
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  await cancelRun(actor, { runId }, async () => {});
  const count = await hubSpot.countCalls();
  expect(await deliverChunks(runId, { first: 0, last: 1 })).toEqual({ kind: "over" });
  expect(await count("/batch/")).toBe(0);
  await finishRun(runId, null);
  expect((await getRun(actor, { runId })).ledger).toEqual({ ...empty, read: 5050, created: 5000, cancelled: 50 });
});

test("what HubSpot remarks on rows that it writes is counted, and told in a few of its words", async () => {
  const { actor, runId } = await makePlanned(5);
  const run = await getRunWork(runId);
  const rows = await readPlanned(run);
  const outcomes = rows.map(({ rowNumber }, index) => ({
    kind: "created" as const,
    trace: String(rowNumber),
    recordId: String(index),
    warnings: index === 0 ? [] : [`date_of_birth was normalized: ${index}`],
  }));
  const chunk = await takeChunk(runId, 0);
  expect(await createRecorder(run, chunk)({ batch: 0, rows, outcomes, calls: [Date.now()], takeNext: () => [] })).toBe(
    "going",
  );
  expect(await getRun(actor, { runId })).toMatchObject({
    ledger: { created: 5 },
    rowsWarned: 4,
    warningSamples: [1, 2, 3].map((index) => `date_of_birth was normalized: ${index}`),
  });
});

test("a batch that comes in after the run has ended is refused by the database: the ledger stays closed", async () => {
  const made = await makePlanned(100);
  const { actor, sync, runId } = made;
  const { delivery, letGo } = await deliverBehindLock(made);
  await finishRun(runId, { code: "gave_up", message: "The step was taken for dead." });
  const refused = expect(delivery).rejects.toThrow("Run_ledger_closes");
  await letGo();
  await refused;
  expect((await getRun(actor, { runId })).ledger).toEqual({ ...empty, read: 100, cancelled: 100 });
  expect(await countRowStates(sync.id)).toBe(0);
});
