import { pushJob, removeJob } from "./jobs";
import { limits } from "./limits";
import type { RunError, Transaction } from "./transaction";

/** What a step came to: the SDK reads it back under the step's id instead of running the step again. */
export type Memo =
  | { readonly type: "data"; readonly data: unknown }
  | { readonly type: "error"; readonly error: unknown };

export const tooManySteps: RunError = {
  name: "TooManySteps",
  message: `A run may have ${limits.stepsPerRun} steps at most.`,
};

/**
 * Keeps what a step came to. The first memo of a step is the one that counts. Past one of Inngest's limits nothing is
 * kept, and the run fails when the transaction ends.
 */
export async function memoise(tx: Transaction, runId: string, stepId: string, memo: Memo): Promise<void> {
  const json = JSON.stringify(memo);
  const bytes = Buffer.byteLength(json);
  if (bytes > limits.stepOutputBytes) {
    return breach(
      tx,
      runId,
      "StepOutputTooLarge",
      `A step returned more than ${limits.stepOutputBytes / 1024 ** 2} MiB.`,
    );
  }
  const { rows } = await tx.client.query<{ stepCount: number; stateBytes: number }>(
    `with kept as (
       insert into executor.memo (run_id, step_id, value) values ($1, $2, $3) on conflict do nothing returning run_id
     )
     update executor.run set step_count = step_count + 1, state_bytes = state_bytes + $4
     where id in (select run_id from kept)
     returning step_count as "stepCount", state_bytes as "stateBytes"`,
    [runId, stepId, json, bytes],
  );
  const { stepCount = 0, stateBytes = 0 } = rows[0] ?? {};
  if (stepCount > limits.stepsPerRun) {
    return breach(tx, runId, tooManySteps.name, tooManySteps.message);
  }
  if (stateBytes > limits.runStateBytes) {
    breach(
      tx,
      runId,
      "StateTooLarge",
      `The steps of a run may return ${limits.runStateBytes / 1024 ** 2} MiB at most.`,
    );
  }
}

/** Calls the function again, unless something that it planned is still outstanding: then that comes first. */
export async function discover(tx: Transaction, runId: string): Promise<void> {
  const { rows } = await tx.client.query<{ isOutstanding: boolean }>(
    `select exists (select from executor.job where run_id = $1 and kind in ('discover', 'step', 'sleep'))
         or exists (select from executor.wait where run_id = $1) as "isOutstanding"`,
    [runId],
  );
  if (rows[0]?.isOutstanding === false) await pushJob(tx, { runId, kind: "discover" });
}

/** Answers a wait for an event or for an invoked function. False where nobody waits any more. */
export async function resolveWait(tx: Transaction, runId: string, stepId: string, memo: Memo): Promise<boolean> {
  await tx.client.query("select from executor.run where id = $1 for update", [runId]);
  const { rowCount } = await tx.client.query("delete from executor.wait where run_id = $1 and step_id = $2", [
    runId,
    stepId,
  ]);
  if (rowCount !== 1) return false;
  await removeJob(tx, runId, "wait_timeout", stepId);
  await memoise(tx, runId, stepId, memo);
  await discover(tx, runId);
  return true;
}

export function breach(tx: Transaction, runId: string, name: string, message: string): void {
  const error: RunError = { name, message };
  tx.breaches.push({ runId, error });
}
