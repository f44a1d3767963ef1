import type { WaitingFiles } from "../api/runs";
import { getDb } from "../db";

// Files that a workspace's bucket didn't take wait in the instance's store: those of rejected rows by their run, written
// values by their page. Both are tried again, and told, alike.

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MINUTES = 60;

/** Until when files wait that were tried so often: 1, 2, 4, … minutes, an hour at the most. */
export function pauseUntil(tries: number): Date {
  return new Date(Date.now() + Math.min(LONGEST_PAUSE_MINUTES, 2 ** Math.min(tries - 1, 10)) * MINUTE_MS);
}

/** Why values that a run wrote wait, and until when; null where none do. */
export async function readWaitingValues(runId: string): Promise<WaitingFiles | null> {
  const page = await getDb().writtenPage.findFirst({
    where: { runId, moveAt: { not: null }, moveProblem: { not: null } },
    orderBy: { moveAt: "asc" },
    select: { moveAt: true, moveProblem: true },
  });
  return page?.moveAt && page.moveProblem ? { problem: page.moveProblem, nextTryAt: page.moveAt.toISOString() } : null;
}

/** What is due of a workspace waits as long as one of its files: it would fare the same. */
export async function holdWaitingFiles(workspaceId: string, until: Date, problem: string): Promise<void> {
  const db = getDb();
  const due = { lte: new Date() };
  await db.run.updateMany({
    where: { workspaceId, filesWaitUntil: due },
    data: { filesWaitUntil: until, filesProblem: problem },
  });
  await db.writtenPage.updateMany({
    where: { ...wherePageOf(workspaceId), moveAt: due },
    data: { moveAt: until, moveProblem: problem },
  });
}

/** Something has changed for the better: what waits is moved in the next minute. */
export async function wakeWaitingFiles(workspaceId: string): Promise<void> {
  const db = getDb();
  const now = new Date();
  await db.run.updateMany({ where: { workspaceId, filesWaitUntil: { not: null } }, data: { filesWaitUntil: now } });
  await db.writtenPage.updateMany({
    where: { ...wherePageOf(workspaceId), moveAt: { not: null } },
    data: { moveAt: now },
  });
}

/** The bucket takes files again: nobody has to sit out a pause. */
export async function endPauses(workspaceId: string): Promise<void> {
  const db = getDb();
  const now = new Date();
  await db.run.updateMany({
    where: { workspaceId, filesWaitUntil: { not: null }, filesProblem: { not: null } },
    data: { filesWaitUntil: now, filesProblem: null },
  });
  await db.writtenPage.updateMany({
    where: { ...wherePageOf(workspaceId), moveAt: { not: null }, moveProblem: { not: null } },
    data: { moveAt: now, moveProblem: null },
  });
}

export const wherePageOf = (workspaceId: string) => ({ OR: [{ run: { workspaceId } }, { sentRow: { workspaceId } }] });
