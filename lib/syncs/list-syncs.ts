import type { SyncListItem } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import { syncListSelect, viewSyncListItem } from "./sync-view";

export async function listSyncs(actor: Actor): Promise<SyncListItem[]> {
  const syncs = await getDb().sync.findMany({
    where: { workspaceId: actor.workspaceId },
    orderBy: { name: "asc" },
    select: syncListSelect,
  });
  return syncs.map(viewSyncListItem);
}
