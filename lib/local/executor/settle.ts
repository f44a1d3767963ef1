import { restartWaitMs } from "./backoff";
import type { Engine } from "./engine";
import { finishRun } from "./finish-run";
import { type CallJob, completeJob, holdsLease, releaseJob } from "./jobs";
import { maxBrokenCalls } from "./limits";
import { applyOperations } from "./operations";
import { countAttempts, type FunctionConfig } from "./registration";
import { lockRun } from "./runs";
import type { RunError, Transaction } from "./transaction";
import type { Verdict } from "./verdict";

export interface SettledCall {
  readonly job: CallJob;
  readonly config: FunctionConfig;
  readonly verdict: Verdict;
}

/**
 * Writes down what came of a call, all of it or nothing. A call whose run has ended, or whose lease somebody else has
 * taken over, counts for nothing.
 */
export async function settleCall(
  tx: Transaction,
  engine: Engine,
  { job, config, verdict }: SettledCall,
): Promise<void> {
  const isOurs = (await lockRun(tx, job.runId)) !== null && (await holdsLease(tx, job));
  if (!isOurs) return;
  switch (verdict.kind) {
    case "operations":
      await completeJob(tx, job);
      return applyOperations(tx, job.runId, verdict.operations);
    case "completed":
      return finishRun(tx, job.runId, { status: "completed", output: verdict.output });
    case "failed":
      return fail(tx, engine, { job, config, error: verdict.error });
    case "failed_attempt":
      return retry(tx, engine, { job, config, error: verdict.error, retryAfterMs: verdict.retryAfterMs });
    case "unreachable":
      // The app is restarting: that is no fault of the function's, so it costs no attempt and goes on for ever.
      return releaseJob(tx, job, { delayMs: restartWaitMs(job.unreachableCount), uses: "unreachable" });
    case "broken":
      return repeatBroken(tx, engine, { job, config, reason: verdict.reason });
    case "abandoned":
      return releaseJob(tx, job, { delayMs: 0, uses: "nothing" });
    default:
      return verdict satisfies never;
  }
}

interface FailedCall {
  readonly job: CallJob;
  readonly config: FunctionConfig;
  readonly error: RunError;
}

async function fail(tx: Transaction, { log }: Engine, { job, config, error }: FailedCall): Promise<void> {
  log({ level: "warn", message: `${config.id} failed: ${error.message}`, runId: job.runId });
  return finishRun(tx, job.runId, { status: "failed", error });
}

async function retry(
  tx: Transaction,
  engine: Engine,
  { job, config, error, retryAfterMs }: FailedCall & { readonly retryAfterMs: number | null },
): Promise<void> {
  const attempt = job.attempt + 1;
  if (attempt >= countAttempts(config)) return fail(tx, engine, { job, config, error });
  const delayMs = retryAfterMs ?? engine.backoffMs(job.attempt);
  const seconds = Math.round(delayMs / 1_000);
  engine.log({
    level: "info",
    message: `${config.id} failed its attempt ${attempt}, the next is in ${seconds} s: ${error.message}`,
    runId: job.runId,
  });
  await releaseJob(tx, job, { delayMs, uses: "attempt" });
}

async function repeatBroken(
  tx: Transaction,
  engine: Engine,
  { job, config, reason }: { readonly job: CallJob; readonly config: FunctionConfig; readonly reason: string },
): Promise<void> {
  if (job.brokenCount < maxBrokenCalls) {
    return releaseJob(tx, job, { delayMs: restartWaitMs(job.brokenCount), uses: "broken" });
  }
  const message = `The app broke off this call ${job.brokenCount} times in a row (${reason}). Does the step end the process?`;
  return fail(tx, engine, { job, config, error: { name: "AppKeepsDying", message } });
}
