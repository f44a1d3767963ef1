import type { RunCallView } from "../../api/run-calls";
import type { Actor } from "../../auth/actor";
import { requireId } from "../../auth/require-id";
import { getPool } from "../../db";
import { AppError } from "../../errors";
import { type CallRow, callColumns, viewCall } from "./list-calls";
import { requireRun } from "./require-run";

/** One call of a run, with what was asked and answered. */
export async function getCall(
  actor: Actor,
  { runId, callId }: { runId: string; callId: string },
): Promise<RunCallView> {
  const id = requireId(runId, "run");
  await requireRun(actor, id);
  const { rows } = await getPool().query<CallRow & Pick<RunCallView, "request" | "answer">>(
    `select ${callColumns}, request, answer from bulk.run_call where run_id = $1 and id = $2`,
    [id, /^\d{1,18}$/.test(callId) ? callId : 0],
  );
  const [call] = rows;
  if (!call) throw new AppError("not_found", "This call isn't kept any more. A run keeps its last 500 calls.");
  return viewCall(call);
}
