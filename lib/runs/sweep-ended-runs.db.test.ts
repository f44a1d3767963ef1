import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { getDb, getPool } from "@/lib/db";
import { beginRun, carryOut, planNewRun } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { deliverChunk } from "./deliver/deliver-chunk";
import { getRun } from "./get-run";
import { chunkKey, instanceReports, planPrefix, runPrefix } from "./run-keys";
import { sweepEndedRuns } from "./sweep-ended-runs";

const hubSpot = await testHubSpot();
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const later = () => new Date(Date.now() + 11 * 60_000);

async function makeSync() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([
    { email: "ada@example.com" },
    { email: "max@example.com", job_title: "A title that is longer than the forty letters allowed" },
  ]);
  return made;
}

async function listKeys(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key.slice(prefix.length));
  return keys;
}

/** What the attempt at a plan leaves that went on after its run had ended. */
async function leavePlan(runId: string): Promise<string> {
  const id = randomUUID();
  await store.putText(chunkKey(planPrefix(runId, id), 0), "{}\n");
  return id;
}

test("what a plan leaves that went on after the end is swept, and what is kept of the run stays", async () => {
  const { actor, sync } = await makeSync();
  const runId = await beginRun(actor, sync.id);
  await carryOut(runId);
  const kept = await listKeys(runPrefix(runId));
  await leavePlan(runId);
  await sweepEndedRuns(new Date());
  expect(await listKeys(runPrefix(runId))).toHaveLength(kept.length + 1);
  await sweepEndedRuns(later());
  expect(await listKeys(runPrefix(runId))).toEqual(kept);
});

test("a run is swept once, and one that is under way not at all", async () => {
  const [ended, running] = [await makeSync(), await makeSync()];
  await carryOut(await beginRun(ended.actor, ended.sync.id));
  const runId = await planNewRun(running.actor, running.sync.id);
  const id = await leavePlan(runId);
  await sweepEndedRuns(later());
  expect(await sweepEndedRuns(later())).toBe(0);
  expect(await listKeys(planPrefix(runId, id))).toHaveLength(1);
});

test("a run that failed without its store gets its files once the store is back", async () => {
  const { actor, sync } = await makeSync();
  const runId = await planNewRun(actor, sync.id);
  // The end as `finishRun` leaves it when the store is down: the rejects wait in the database.
  await deliverChunk(runId, 0);
  const bufferAgain = `insert into bulk.reject_buffer (run_id, chunk, batch, rejects) values ($1, 0, 0, $2)`;
  const page = await store.getText(`${runPrefix(runId)}rejects/00000.ndjson.gz`);
  await store.deletePrefix(`${runPrefix(runId)}rejects/`);
  await getPool().query('delete from "RejectCause" where "runId" = $1', [runId]);
  await getPool().query(bufferAgain, [runId, page]);
  await getDb().run.update({
    where: { id: runId },
    data: { finishedAt: new Date(), errorCode: "storage_failed", errorMessage: "The store is down." },
  });
  expect(await getRun(actor, { runId })).toMatchObject({ hasReport: false, causes: [] });

  await sweepEndedRuns(later());
  expect(await getRun(actor, { runId })).toMatchObject({ hasReport: true, causes: [{ rows: 1 }] });
  expect(await listKeys(runPrefix(runId))).toContain("report/index.json");
  const reports = await listKeys(`${instanceReports}/${sync.id}/0-1/`);
  expect(reports).toMatchObject([expect.stringMatching(/^\d{4}_\d\d_\d\d_\d{13}_0\.csv$/)]);
  const { rows } = await getPool().query("select from bulk.reject_buffer where run_id = $1", [runId]);
  expect(rows).toEqual([]);
});

test("a run whose pages are gone is swept all the same", async () => {
  const { actor, sync } = await makeSync();
  const runId = await beginRun(actor, sync.id);
  await carryOut(runId);
  await store.deletePrefix(runPrefix(runId));
  await getDb().run.update({ where: { id: runId }, data: { filesReadyAt: null } });
  await sweepEndedRuns(later());
  expect(await getDb().run.findUnique({ where: { id: runId } })).toMatchObject({ sweptAt: expect.any(Date) });
});
