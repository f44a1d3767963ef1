import { type Actor, requireRole } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { runPrefix } from "../runs/run-keys";
import { getObjectStore } from "../storage/instance-store";
import { getSync } from "./get-sync";

/** Forgets a sync, its runs and their files. What it wrote to HubSpot stays there. */
export async function deleteSync(actor: Actor, { syncId }: { syncId: string }): Promise<null> {
  requireRole(actor, "editor");
  const sync = await getSync(actor, { syncId });
  const db = getDb();
  const runs = await db.run.findMany({
    where: { syncId: requireId(syncId, "sync"), workspaceId: actor.workspaceId },
    select: { id: true },
  });
  const { count } = await db.sync.deleteMany({
    where: { id: sync.id, workspaceId: actor.workspaceId, runs: { none: { finishedAt: null } } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      `A run of ${sync.name} is under way. Cancel it or wait until it has ended, then delete the sync.`,
    );
  }
  await recordAuditEvent(actor, {
    action: "sync.deleted",
    targetId: sync.id,
    summary: `Deleted the sync ${sync.name}`,
  });
  const store = getObjectStore();
  for (const run of runs) await store.deletePrefix(runPrefix(run.id));
  return null;
}
