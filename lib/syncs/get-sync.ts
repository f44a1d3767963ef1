import type { SyncView } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { readNeighbours } from "./read-neighbours";
import { syncSelect, viewSync } from "./sync-view";

export async function getSync(actor: Actor, { syncId }: { syncId: string }): Promise<SyncView> {
  const sync = await getDb().sync.findUnique({
    where: { id: requireId(syncId, "sync"), workspaceId: actor.workspaceId },
    select: syncSelect,
  });
  if (!sync) throw notFound("sync");
  return viewSync(sync, await readNeighbours({ ...sync, workspaceId: actor.workspaceId }));
}
