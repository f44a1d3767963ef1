import { Schedule, type SyncListItem } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import { selectRecentRuns, syncListSelect, viewSyncListItem } from "./sync-view";

export async function listSyncs(actor: Actor): Promise<SyncListItem[]> {
  const db = getDb();
  const where = { workspaceId: actor.workspaceId };
  const [syncs, checked] = await Promise.all([
    db.sync.findMany({ where, orderBy: { name: "asc" }, select: syncListSelect }),
    db.sync.findMany({
      where: { ...where, runs: { some: { isDryRun: true } } },
      select: { id: true, runs: selectRecentRuns(true) },
    }),
  ]);
  const dryRuns = new Map(checked.map(({ id, runs }) => [id, runs]));
  const names = new Map(syncs.map(({ id, name }) => [id, name]));
  return syncs.map((sync) => {
    const schedule = Schedule.parse(sync.schedule);
    const afterName = schedule.kind === "after" ? (names.get(schedule.syncId) ?? null) : null;
    return viewSyncListItem(sync, dryRuns.get(sync.id) ?? [], afterName);
  });
}
