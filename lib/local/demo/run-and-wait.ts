import { setTimeout as wait } from "node:timers/promises";
import { askForRun } from "@/inngest/events";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import type { Actor } from "@/lib/auth/actor";
import { getRun } from "@/lib/runs/get-run";
import { startRun } from "@/lib/runs/start-run";
import { CommandError } from "../say";

const POLL_MS = 250;
const SILENT_MS = 120_000;

/** Runs a sync and waits until it has ended. Gives up when nothing has changed for two minutes. */
export async function runAndWait(actor: Actor, syncId: string): Promise<RunView> {
  const { runId } = await startRun(actor, { syncId }, askForRun);
  let progress = "";
  let changedAt = Date.now();
  for (;;) {
    const run = await getRun(actor, { runId });
    if (!isRunLive(run.status)) return run;
    const now = `${run.status} ${run.ledger.read} ${run.rowsDelivered}`;
    if (now !== progress) changedAt = Date.now();
    progress = now;
    if (Date.now() - changedAt > SILENT_MS) {
      throw new CommandError(
        `A run has stood still for two minutes while ${run.status}. The app's log above says more.`,
      );
    }
    await wait(POLL_MS);
  }
}
