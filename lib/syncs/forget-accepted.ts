import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { getSync } from "./get-sync";

/**
 * Forgets what HubSpot has accepted of a sync, and sends nothing: the next run compares with nothing, so that it sends
 * every row and knows of no vanished one. Answers how many rows were forgotten.
 */
export async function forgetAccepted(actor: Actor, { syncId }: { syncId: string }): Promise<{ rows: number }> {
  requireRole(actor, "editor");
  const sync = await getSync(actor, { syncId });
  const rows = await getDb().$transaction(async (db) => {
    // The lock holds back a batch that is being recorded, and a run that is being asked for.
    await db.$queryRaw`select 1 from "Sync" where id = ${sync.id}::uuid for update`;
    const live = await db.run.count({ where: { syncId: sync.id, workspaceId: actor.workspaceId, finishedAt: null } });
    if (live > 0) {
      throw new AppError("conflict", `A run of ${sync.name} is under way. Cancel it or wait until it has ended.`);
    }
    return db.$executeRaw`delete from bulk.row_state where sync_id = ${sync.id}::uuid`;
  });
  const summary = `Forgot what HubSpot has accepted of the sync ${sync.name}`;
  await recordAuditEvent(actor, { action: "sync.forgotten", targetId: sync.id, summary });
  return { rows };
}
