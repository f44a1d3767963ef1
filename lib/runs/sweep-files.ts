import { getDb } from "../db";
import { deleteOldFiles } from "./delete-old-files";
import { moveFiles } from "./move-files";
import { removeFiles } from "./remove-files";
import { giveUpOldValues } from "./written/give-up-values";
import { moveWritten } from "./written/move-written";

const MOST_AT_ONCE = 20;
const TURN_MS = 45_000;

export interface SweptFiles {
  /** Runs whose rejected rows, and pages of written values that, have come to their workspace's bucket. */
  readonly moved: number;
  /** Runs whose files have become too old. */
  readonly tooOld: number;
  /** Places where everything is deleted that had to be. */
  readonly removed: number;
}

/**
 * Looks after the files of rejected rows and of written values: moves those that wait for a bucket, gives up those that are older than
 * their workspace keeps them, and deletes what was given up and what deleted syncs have left. So much in a turn and no
 * more; the next turn goes on.
 */
export async function sweepFiles(now: Date): Promise<SweptFiles> {
  const until = performance.now() + TURN_MS;
  const hasTime = () => performance.now() < until;
  const moved = (await moveWaiting(now, hasTime)) + (await moveWritten(now, hasTime));
  const tooOld = (await deleteOldFiles(now)) + (await giveUpOldValues(now));
  const removed = await removeFiles(now, hasTime);
  return { moved, tooOld, removed };
}

async function moveWaiting(now: Date, hasTime: () => boolean): Promise<number> {
  const runs = await getDb().run.findMany({
    where: { filesWaitUntil: { lte: now } },
    orderBy: { filesWaitUntil: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true },
  });
  let moved = 0;
  // One that fails makes the others of its workspace wait as well: they are "taken" then.
  for (const { id } of runs) if (hasTime() && (await moveFiles(id)) === "moved") moved += 1;
  return moved;
}
