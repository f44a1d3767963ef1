import type { SyncView } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { getSync } from "./get-sync";
import { nextFireTime } from "./schedule";

/** Starts the schedule again, from now on: what was missed stays missed. */
export async function resumeSync(actor: Actor, { syncId }: { syncId: string }): Promise<SyncView> {
  requireRole(actor, "editor");
  const sync = await getSync(actor, { syncId });
  const { count } = await getDb().sync.updateMany({
    where: { id: sync.id, workspaceId: actor.workspaceId, pausedAt: { not: null } },
    data: { pausedAt: null, nextDueAt: nextFireTime(sync.schedule, sync.timeZone, new Date()) },
  });
  if (count === 0) throw new AppError("not_found", "No paused sync has that id.");
  await recordAuditEvent(actor, {
    action: "sync.resumed",
    targetId: sync.id,
    summary: `Resumed the sync ${sync.name}`,
  });
  return getSync(actor, { syncId });
}
