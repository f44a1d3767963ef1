import type { SyncView } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { getSync } from "./get-sync";

/** Stops the schedule. A run that is under way goes on. */
export async function pauseSync(actor: Actor, { syncId }: { syncId: string }): Promise<SyncView> {
  requireRole(actor, "editor");
  const { count } = await getDb().sync.updateMany({
    where: { id: requireId(syncId, "sync"), workspaceId: actor.workspaceId, pausedAt: null },
    data: { pausedAt: new Date(), nextDueAt: null, dueAfterRunId: null },
  });
  if (count === 0) throw new AppError("not_found", "No active sync has that id.");
  await recordAuditEvent(actor, { action: "sync.paused", targetId: syncId, summary: "Paused a sync" });
  return getSync(actor, { syncId });
}
