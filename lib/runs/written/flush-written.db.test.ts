import { expect, test } from "vitest";
import { Guard } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import { getDb, getPool } from "@/lib/db";
import { splitIntoBatches } from "@/lib/engine/batches";
import { planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { updateSync } from "@/lib/syncs/update-sync";
import { cancelRun } from "../cancel-run";
import { completeFiles } from "../complete-files";
import { markSent, takeChunk } from "../deliver/chunk-in-hand";
import { createRecorder } from "../deliver/record-batch";
import { recordRemovals } from "../deliver/record-removals";
import { finishRun } from "../finish-run";
import { PlannedRemoval, PlannedRow } from "../planned-row";
import { chunkKey, writtenPrefix } from "../run-keys";
import { getRunWork, type RunWork } from "../run-work";
import { flushWritten } from "./flush-written";
import { listWritten } from "./list-written";
import { lookUpRecord } from "./look-up-record";

const hubSpot = await testHubSpot({ portals: 8 });
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const emailOf = (number: number) => `p${number}@example.com`;
const nobodyNext = { takeNext: () => [] };

/** A planned run of 200 new rows, and its chunk in the hands of a delivery that has sent both batches. */
async function makeDelivery() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    "insert into people (email, first_name) select 'p' || n || '@example.com', 'P' || n from generate_series(1, 200) n",
  );
  const run = await getRunWork(await planNewRun(made.actor, made.sync.id));
  const rows: PlannedRow[] = [];
  for await (const line of readPlan(run)) rows.push(PlannedRow.parse(JSON.parse(line)));
  const batches = splitIntoBatches(rows);
  const chunk = await takeChunk(run.id, 0);
  expect(await markSent(chunk, [0, 1])).toBe(true);
  const record = createRecorder(run, chunk);
  /** As when HubSpot has answered that it created all of a batch. */
  const land = async (batch: number) => {
    const rowsOfBatch = batches[batch] ?? [];
    const outcomes = rowsOfBatch.map(({ rowNumber }) => ({
      ...{ trace: String(rowNumber), kind: "created" as const, recordId: String(7_000 + rowNumber), warnings: [] },
    }));
    await record({ batch, rows: rowsOfBatch, outcomes, calls: [], ...nobodyNext });
  };
  return { ...made, run, land };
}

const readPlan = (run: RunWork) => store.readLines(chunkKey(run.planPrefix ?? "", 0));

async function readValues(actor: Actor, value: string) {
  const { writes } = await lookUpRecord(actor, { value });
  return writes.map(({ outcome, values }) => [outcome, ...values.map((one) => one.value)]);
}

async function listAll(actor: Actor, runId: string): Promise<(string | null)[]> {
  const values: (string | null)[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listWritten(actor, { runId, ...(cursor ? { cursor } : {}) });
    values.push(...page.rows.map(({ matchValue }) => matchValue));
    cursor = page.nextCursor;
  }
  return values;
}

async function listPages(runId: string) {
  const kept = await getDb().writtenPage.findMany({ where: { runId }, orderBy: { index: "asc" } });
  const keys: string[] = [];
  for await (const { key } of store.list(writtenPrefix(runId))) keys.push(key);
  expect(keys).toHaveLength(kept.length);
  return kept.map(({ rows }) => rows);
}

async function countBuffered(runId: string): Promise<number> {
  const { rowCount } = await getPool().query("select from bulk.written_buffer where run_id = $1", [runId]);
  return rowCount ?? 0;
}

test("what is recorded after a chunk's page was made gets another, and takes nothing from the first", async () => {
  const { actor, run, land } = await makeDelivery();
  await land(0);
  await flushWritten(run, 0);
  expect(await readValues(actor, emailOf(1))).toEqual([["created", "P1"]]);
  await land(1);
  await flushWritten(run, 0);
  await flushWritten(run, 0);
  expect(await listPages(run.id)).toEqual([100, 100]);
  expect(await countBuffered(run.id)).toBe(0);
  expect(await readValues(actor, emailOf(1))).toEqual([["created", "P1"]]);
  expect(await readValues(actor, emailOf(150))).toEqual([["created", "P150"]]);
  expect(await readValues(actor, "7150")).toEqual([["created", "P150"]]);
  expect(await listAll(actor, run.id)).toEqual(Array.from({ length: 200 }, (_, at) => emailOf(at + 1)));
});

test("a page that is made by two at once, and while rows are recorded, holds each row once", async () => {
  const { actor, run, land } = await makeDelivery();
  await land(0);
  await Promise.all([flushWritten(run, 0), land(1), flushWritten(run, 0)]);
  await flushWritten(run, 0);
  expect(await countBuffered(run.id)).toBe(0);
  expect((await listAll(actor, run.id)).toSorted()).toEqual(
    Array.from({ length: 200 }, (_, at) => emailOf(at + 1)).toSorted(),
  );
  for (const row of [1, 100, 101, 200]) expect(await readValues(actor, emailOf(row))).toEqual([["created", `P${row}`]]);
});

test("what a page holds is the same when its maker died before it was kept", async () => {
  const { actor, run, land } = await makeDelivery();
  await land(0);
  // The database refuses the page: its file is written, and what waits for it stays.
  const lock = await getPool().connect();
  await lock.query("begin");
  await lock.query('insert into "WrittenPage" (id, "runId", index, rows, sieve) values ($1, $2, 0, 0, $3)', [
    crypto.randomUUID(),
    run.id,
    Buffer.alloc(64),
  ]);
  const dying = flushWritten(run, 0).catch((thrown: unknown) => thrown);
  const findBlocked = async () => {
    const { rows } = await lock.query<{ pid: number }>(
      "select pid from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))",
    );
    return rows[0]?.pid;
  };
  await expect.poll(findBlocked).toBeTypeOf("number");
  await lock.query("select pg_terminate_backend($1)", [await findBlocked()]);
  expect(await dying).toBeInstanceOf(Error);
  await lock.query("rollback");
  lock.release();
  await land(1);
  await flushWritten(run, 0);
  expect(await listPages(run.id)).toEqual([100, 100]);
  for (const row of [1, 200]) expect(await readValues(actor, emailOf(row))).toEqual([["created", `P${row}`]]);
});

test("a delivery that was taken for dead loses no values by recording while its run is ended", async () => {
  const { actor, run, land } = await makeDelivery();
  await land(0);
  await cancelRun(actor, { runId: run.id }, async () => {});
  // The end's first attempt dies after this.
  await completeFiles({ ...run, objectTypeId: run.snapshot.objectTypeId });
  await land(1);
  await finishRun(run.id, null);
  expect(await countBuffered(run.id)).toBe(0);
  for (const row of [1, 200]) expect(await readValues(actor, emailOf(row))).toEqual([["created", `P${row}`]]);
});

test("records that were removed late leave those that were removed before on their page", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  const input = { ...made.input, vanished: "archive" as const, guard: Guard.parse({ missingShare: null }) };
  await updateSync(made.actor, { syncId: made.sync.id, input });
  await made.people.run(
    "insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(0, 200) n",
  );
  await runToEnd(made.actor, made.sync.id);
  await made.people.run("delete from people where email <> 'p0@example.com'");
  const run = await getRunWork(await planNewRun(made.actor, made.sync.id));
  const removals: PlannedRemoval[] = [];
  for await (const line of readPlan(run)) removals.push(PlannedRemoval.parse(JSON.parse(line)));
  const chunk = await takeChunk(run.id, 0);
  for (const [batch, items] of splitIntoBatches(removals).entries()) {
    const removed = items.map((item) => ({ ...item, refusal: null }));
    await recordRemovals({ run, chunk, batch, kind: "archive", removed, calls: [], ...nobodyNext });
    await flushWritten(run, 0);
  }
  expect(await listPages(run.id)).toEqual([100, 100]);
  for (const { key } of [removals[0], removals[199]].flatMap((one) => one ?? [])) {
    expect(await readValues(made.actor, key)).toEqual([["archived"], ["created", "P"]]);
  }
});
