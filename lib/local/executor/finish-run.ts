import { internalEvents, makeInternalEvent, type RunEvents } from "./event";
import { limits } from "./limits";
import { type Memo, resolveWait } from "./memos";
import type { RunError, Transaction } from "./transaction";

export type Ending =
  | { readonly status: "completed"; readonly output: unknown }
  | { readonly status: "failed"; readonly error: RunError }
  | { readonly status: "cancelled"; readonly error: RunError };

interface EndedRun {
  readonly functionId: string;
  readonly events: RunEvents;
  readonly parentRunId: string | null;
  readonly parentStepId: string | null;
}

/** Ends a run that is still going: its timers and waits go with it, and whoever waits for it hears of it. */
export async function finishRun(tx: Transaction, runId: string, asked: Ending): Promise<void> {
  const ending = limitOutput(asked);
  const memo: Memo =
    ending.status === "completed"
      ? { type: "data", data: ending.output ?? null }
      : { type: "error", error: ending.error };
  const { rows } = await tx.client.query<EndedRun>(
    `update executor.run set status = $2, output = $3, error = $4, ended_at = now()
     where id = $1 and status = 'running'
     returning function_id as "functionId", coalesce(batch, json_build_array(event)) as events,
       parent_run_id as "parentRunId", parent_step_id as "parentStepId"`,
    [
      runId,
      ending.status,
      memo.type === "data" ? JSON.stringify(memo.data) : null,
      memo.type === "error" ? JSON.stringify(memo.error) : null,
    ],
  );
  const [run] = rows;
  if (run === undefined) return;
  await tx.client.query("delete from executor.job where run_id = $1", [runId]);
  await tx.client.query("delete from executor.wait where run_id = $1", [runId]);
  await tx.client.query("delete from executor.cancellation where run_id = $1", [runId]);
  tx.hasNews = true;
  if (run.parentRunId !== null && run.parentStepId !== null) {
    await resolveWait(tx, run.parentRunId, run.parentStepId, memo);
  }
  announceEnd(tx, runId, run, ending);
}

function limitOutput(ending: Ending): Ending {
  if (ending.status !== "completed") return ending;
  if (Buffer.byteLength(JSON.stringify(ending.output ?? null)) <= limits.stepOutputBytes) return ending;
  const message = `The function returned more than ${limits.stepOutputBytes / 1024 ** 2} MiB.`;
  return { status: "failed", error: { name: "OutputTooLarge", message } };
}

/** A run that was itself started by the end of a run says nothing: else a failing failure handler would go on for ever. */
function announceEnd(tx: Transaction, runId: string, { functionId, events }: EndedRun, ending: Ending): void {
  const [event] = events;
  const { failed, finished, cancelled } = internalEvents;
  if ([failed, finished, cancelled].some((name) => name === event.name)) return;
  const data = { function_id: functionId, run_id: runId, event, events };
  switch (ending.status) {
    case "completed":
      tx.events.push(makeInternalEvent("finished", { ...data, result: ending.output ?? null }));
      return;
    case "failed":
      tx.events.push(makeInternalEvent("finished", { ...data, error: ending.error }));
      tx.events.push(makeInternalEvent("failed", { ...data, error: ending.error }));
      return;
    case "cancelled":
      tx.events.push(makeInternalEvent("cancelled", { ...data, error: ending.error }));
      return;
    default:
      ending satisfies never;
  }
}
