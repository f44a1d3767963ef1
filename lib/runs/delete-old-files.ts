import { getDb } from "../db";
import { listFilePlaces, placedRunSelect } from "./list-file-places";

const MOST_AT_ONCE = 200;
const DAY_MS = 86_400_000;

/**
 * Gives up the files of runs that ended more days ago than their workspace keeps them, and the causes' samples with them:
 * both hold rows. From then on a run says that its files are gone; what is to be deleted, and in which store, is kept
 * until it is.
 */
export async function deleteOldFiles(now: Date): Promise<number> {
  const workspaces = await getDb().workspace.findMany({
    where: { rejectsKeptDays: { not: null } },
    select: { id: true, rejectsKeptDays: true },
  });
  let given = 0;
  for (const { id, rejectsKeptDays } of workspaces) {
    if (rejectsKeptDays !== null) given += await giveUpFiles(id, rejectsKeptDays, now);
  }
  return given;
}

async function giveUpFiles(workspaceId: string, days: number, now: Date): Promise<number> {
  const db = getDb();
  const where = {
    workspaceId,
    finishedAt: { lt: new Date(now.getTime() - days * DAY_MS) },
    filesReadyAt: { not: null },
    filesDeletedAt: null,
  };
  const runs = await db.run.findMany({
    where,
    orderBy: { finishedAt: "asc" },
    take: MOST_AT_ONCE,
    select: placedRunSelect,
  });
  if (runs.length === 0) return 0;
  const storage = await db.storage.findFirst({ where: { workspaceId, replacedAt: null }, select: { id: true } });
  const ids = runs.map(({ id }) => id);
  const places = listFilePlaces(runs, storage?.id ?? null);
  await db.$transaction([
    db.fileRemoval.createMany({ data: places.map((place) => ({ ...place, workspaceId })) }),
    db.run.updateMany({
      where: { ...where, id: { in: ids } },
      // Whoever moves them now finds that they are no longer to be moved, and takes back what it wrote.
      data: { filesDeletedAt: now, filesKeptDays: days, filesWaitUntil: null, filesProblem: null },
    }),
    db.writtenPage.deleteMany({ where: { runId: { in: ids } } }),
    db.rejectCause.updateMany({ where: { runId: { in: ids } }, data: { samples: [] } }),
  ]);
  return runs.length;
}
