import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { finishRun } from "./finish-run";

/** Tells a run that waits what a person has decided. The door that calls the verb hands it in. */
export type AnnounceDecision = (decided: { runId: string; decision: "approved" | "cancelled" }) => Promise<void>;

/** Asks a run to stop. What was delivered stays recorded; the rows that were not are counted as cancelled. */
export async function cancelRun(
  actor: Actor,
  { runId }: { runId: string },
  announceDecision: AnnounceDecision,
): Promise<null> {
  requireRole(actor, "editor");
  const id = requireId(runId, "run");
  const db = getDb();
  const { count } = await db.run.updateMany({
    where: { id, workspaceId: actor.workspaceId, finishedAt: null, cancelRequestedAt: null },
    data: { cancelRequestedAt: new Date() },
  });
  const run = await db.run.findUnique({
    where: { id, workspaceId: actor.workspaceId },
    select: { startedAt: true },
  });
  if (!run) throw notFound("run");
  if (count === 0) throw new AppError("conflict", "This run has ended, or is being cancelled already.");
  await recordAuditEvent(actor, { action: "run.cancelled", targetId: id, summary: "Cancelled a run" });
  // Nothing has begun it, and nothing will: `prepareRun` leaves a cancelled run alone.
  if (!run.startedAt) await finishRun(id, null);
  await announceDecision({ runId: id, decision: "cancelled" });
  return null;
}
