import { afterAll, beforeAll, expect, test } from "vitest";
import { askForRun } from "@/inngest/events";
import type { Actor } from "@/lib/auth/actor";
import { closeDb, getDb, getPool } from "@/lib/db";
import { expectedRuns } from "@/lib/local/demo/faults";
import { setUpDemo } from "@/lib/local/demo/set-up-demo";
import { demoSyncs } from "@/lib/local/demo/syncs";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { getRun } from "@/lib/runs/get-run";
import { startRun } from "@/lib/runs/start-run";
import { compare, keyOf, readWarehouse } from "../support/demo-truth";
import { startTestStack, type TestStack } from "../support/stack";
import { strikeClock } from "../support/strike-clock";

const hubId = demoPortals[0]?.hubId ?? 0;
const title = demoSyncs.find(({ name }) => name === "people")?.title;

let product: TestStack;
let actor: Actor;
let syncId: string;

beforeAll(async () => {
  product = await startTestStack();
  Object.assign(process.env, product.stack.env);
  const demo = await setUpDemo(
    { email: "owner@example.com", password: "correct horse battery" },
    { warehouseUrl: product.warehouseUrl, hubId },
  );
  actor = demo.actor;
  syncId = demo.syncs.find(({ name }) => name === title)?.id ?? "";
});

afterAll(async () => {
  await closeDb();
  await product?.stop();
});

test("a run whose app is killed in the midst of delivering ends by itself, with its ledger closed and the records right", async () => {
  // Slow enough that batches are in flight while others are recorded.
  await product.admin.setLatency(1_000);
  await product.admin.resetCounts();
  const { runId } = await startRun(actor, { syncId }, askForRun);
  const midway = await waitFor(runId, (run) => run.rowsDelivered > 0);
  expect(midway.status).toBe("delivering");
  const killed = product.stack.app.pid();
  if (killed === null) throw new Error("The app is not running.");
  process.kill(killed, "SIGKILL");
  await product.admin.setLatency(0);

  const run = await waitFor(runId, ({ finishedAt }) => finishedAt !== null);
  expect(product.stack.app.pid()).not.toBe(killed);
  const { read, rejectedByCause } = expectedRuns.people;
  const rejected = rejectedByCause.reduce((sum, { rows }) => sum + rows, 0);
  const { ledger } = run;
  expect(run.errorMessage).toBeNull();
  expect(ledger).toMatchObject({ read, rejected, unchanged: 0, skipped: 0, cancelled: 0 });
  // What was in flight at the kill was created by then: it is looked up, counted as what it was, and not sent again.
  expect(ledger).toMatchObject({ created: read - rejected, updated: 0 });
  expect(await product.admin.countWritten()).toBe(read - rejected);
  expect(run.causes.reduce((sum, { rows }) => sum + rows, 0)).toBe(rejected);

  const records = await product.admin.readAll(hubId, "0-1");
  expect(records.length).toBe(read - rejected);
  const byEmail = new Map(records.map((record) => [record.properties.email, record]));
  const rows = await readWarehouse(product.warehouseUrl, "people");
  const present = rows.filter((row) => byEmail.has(keyOf("people", row)) && keyOf("people", row) !== "");
  expect(present.flatMap((row) => compare("people", row, byEmail.get(keyOf("people", row)))).slice(0, 10)).toEqual([]);
});

test("a run that the executor has lost while the app died is asked for again by the clock, and goes on from its row", async () => {
  const accounts = demoSyncs.find(({ name }) => name === "accounts")?.title;
  const sync = (await getDb().sync.findMany()).find(({ name }) => name === accounts);
  await product.admin.setLatency(1_000);
  await product.admin.resetCounts();
  const { runId } = await startRun(actor, { syncId: sync?.id ?? "" }, askForRun);
  await waitFor(runId, (run) => run.rowsDelivered > 0);
  await getPool().query("delete from executor.run");
  const killed = product.stack.app.pid();
  if (killed === null) throw new Error("The app is not running.");
  process.kill(killed, "SIGKILL");
  await product.admin.setLatency(0);
  await expect.poll(() => product.stack.app.pid(), { timeout: 20_000 }).not.toBe(killed);

  const anHourAgo = new Date(Date.now() - 3_600_000);
  const data = { requestedAt: anHourAgo, startedAt: anHourAgo, heartbeatAt: anHourAgo };
  await getDb().run.update({ where: { id: runId }, data });
  await strikeClock(product.stack.env.DATABASE_URL ?? "");
  const run = await waitFor(runId, ({ finishedAt }) => finishedAt !== null);
  const { read } = expectedRuns.accounts;
  expect(run).toMatchObject({ errorMessage: null, ledger: { read, created: read, updated: 0, cancelled: 0 } });
  expect(await product.admin.countWritten()).toBe(read);
});

async function waitFor(runId: string, isReached: (run: Awaited<ReturnType<typeof getRun>>) => boolean) {
  return expect
    .poll(
      async () => {
        const run = await getRun(actor, { runId });
        return isReached(run) || run.finishedAt !== null ? run : null;
      },
      { timeout: 120_000, interval: 50 },
    )
    .not.toBeNull()
    .then(() => getRun(actor, { runId }));
}
