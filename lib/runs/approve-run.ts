import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import type { AnnounceDecision } from "./cancel-run";

/** Lets a run go on that its sync's limits have held. To discard it is to cancel it. */
export async function approveRun(
  actor: Actor,
  { runId }: { runId: string },
  announceDecision: AnnounceDecision,
): Promise<null> {
  requireRole(actor, "editor");
  const id = requireId(runId, "run");
  const db = getDb();
  const where = { id, workspaceId: actor.workspaceId };
  const { count } = await db.run.updateMany({
    where: { ...where, heldAt: { not: null }, approvedAt: null, finishedAt: null, cancelRequestedAt: null },
    data: { approvedAt: new Date() },
  });
  if (count === 0) {
    if ((await db.run.count({ where })) === 0) throw notFound("run");
    throw new AppError("conflict", "This run doesn't wait for anybody: it was approved or discarded, or has ended.");
  }
  await recordAuditEvent(actor, { action: "run.approved", targetId: id, summary: "Approved a held run" });
  await announceDecision({ runId: id, decision: "approved" });
  return null;
}
