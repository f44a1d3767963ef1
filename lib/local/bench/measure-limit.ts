import { setTimeout as wait } from "node:timers/promises";
import { announceDecision, askForRun } from "@/inngest/events";
import { isRunLive } from "@/lib/api/run-status";
import { cancelRun } from "@/lib/runs/cancel-run";
import { getRun } from "@/lib/runs/get-run";
import { startRun } from "@/lib/runs/start-run";
import { CommandError, step } from "../say";
import type { Bench, Measure } from "./bench";
import { type Figure, formatShare } from "./figures";
import { hubspotLimit } from "./sandbox-door";
import { deliverInSequence } from "./sequential-client";

const ROWS_A_CALL = 100;
// Whole windows of the limit: then no luck of its edges can make more of the allowance than there is.
const quick = { table: "limited_quick", latencyMs: 50, seconds: 30 };
const slow = { table: "limited_slow", latencyMs: 1_000, seconds: 20 };
const sequential = { table: "limited_sequential", rows: 1_000 };

/** What of HubSpot's allowance is used, with answers that come at once and with answers as slow as big batches have. */
export const measureLimit: Measure = {
  name: "limit",
  tables: () => [
    ...[quick, slow].map(({ table, seconds }) => ({ name: table, rows: countAllowed(seconds) * ROWS_A_CALL + 5_000 })),
    { name: sequential.table, rows: sequential.rows },
  ],
  async take(bench) {
    await bench.door.setLimit(hubspotLimit);
    const figures = [await watchDelivery(bench, quick), await watchDelivery(bench, slow)];
    const label = `Delivering in sequence with HubSpot's limit, ${slow.latencyMs} ms an answer`;
    const seconds = await step(label, () => deliverInSequence(bench.warehouseUrl, sequential.table));
    return [
      ...figures,
      {
        measured: `sequential client, HubSpot's limit, ${slow.latencyMs} ms an answer`,
        rows: sequential.rows,
        seconds,
        remark: `${formatShare(sequential.rows / ROWS_A_CALL / countAllowed(seconds))} of the allowance`,
      },
    ];
  },
};

function countAllowed(seconds: number): number {
  return (hubspotLimit.burst / hubspotLimit.intervalMs) * 1000 * seconds;
}

interface Window {
  readonly table: string;
  readonly latencyMs: number;
  readonly seconds: number;
}

/** Counts the calls of a delivery from its first one on, for some seconds, and cancels the run then. */
async function watchDelivery(bench: Bench, { table, latencyMs, seconds }: Window): Promise<Figure> {
  const { door, actor } = bench;
  await door.setLatency(latencyMs);
  const syncId = await bench.createSync(table);
  // Until the calls before this one have left the window, HubSpot's and the app's.
  await step("Waiting for an empty window", () => wait(hubspotLimit.intervalMs + latencyMs));
  await door.resetCalls();
  const { runId } = await startRun(actor, { syncId }, askForRun);
  const calls = await step(`Delivering for ${seconds} s with HubSpot's limit, ${latencyMs} ms an answer`, async () => {
    await waitForRun(bench, runId, async () => (await door.countUpserts()).admitted > 0);
    await wait(seconds * 1000);
    return door.countUpserts();
  });
  const run = await getRun(actor, { runId });
  if (!isRunLive(run.status)) throw new CommandError(`The run of ${table} has ended too early: ${run.errorMessage}`);
  await cancelRun(actor, { runId }, announceDecision);
  await waitForRun(bench, runId, async () => !isRunLive((await getRun(actor, { runId })).status));
  return {
    measured: `delivery, HubSpot's limit, ${latencyMs} ms an answer`,
    rows: calls.admitted * ROWS_A_CALL,
    seconds,
    remark: `${formatShare(calls.admitted / countAllowed(seconds))} of the allowance; ${calls.limited} times 429`,
  };
}

const PATIENCE_MS = 60_000;

async function waitForRun(bench: Bench, runId: string, isReached: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isReached())) {
    if (Date.now() > until) {
      const { status, errorMessage } = await getRun(bench.actor, { runId });
      throw new CommandError(`A run stands still; it is ${status}. ${errorMessage ?? ""}`);
    }
    await wait(20);
  }
}
