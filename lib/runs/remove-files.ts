import { openStorage } from "../connections/open-storage";
import { getDb } from "../db";
import { AppError } from "../errors";
import { log } from "../log";
import { getObjectStore } from "../storage/instance-store";
import { isRefusal } from "../storage/storage-error";
import { pauseUntil } from "./waiting-files";

const MOST_AT_ONCE = 20;
// So many are deleted between two notes of how far it has come.
const PREFIXES_A_NOTE = 20;

/**
 * Deletes files that were given up, with their sync or since they were too old. A bucket that can't be reached is tried
 * again after a pause that grows; what has to be deleted there is kept until it is.
 */
export async function removeFiles(now: Date, hasTime: () => boolean): Promise<number> {
  const removals = await getDb().fileRemoval.findMany({
    where: { tryAt: { lte: now } },
    orderBy: { tryAt: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true },
  });
  let removed = 0;
  for (const { id } of removals) if (hasTime() && (await carryOutRemoval(id))) removed += 1;
  return removed;
}

/** True when nothing is left of it. Deleting twice does no harm: two may do it at once. */
export async function carryOutRemoval(id: string): Promise<boolean> {
  const db = getDb();
  const removal = await db.fileRemoval.findUnique({ where: { id } });
  if (!removal) return false;
  try {
    const { workspaceId, storageId } = removal;
    const store = storageId === null ? getObjectStore() : await openStorage(workspaceId, storageId);
    for (let at = 0; at < removal.prefixes.length; at += PREFIXES_A_NOTE) {
      for (const prefix of removal.prefixes.slice(at, at + PREFIXES_A_NOTE)) await store.deletePrefix(prefix);
      await db.fileRemoval.updateMany({
        where: { id },
        data: { prefixes: removal.prefixes.slice(at + PREFIXES_A_NOTE) },
      });
    }
    await db.fileRemoval.deleteMany({ where: { id } });
    return true;
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    // With the bucket all that was in it has gone.
    if (isRefusal(thrown.cause, "NoSuchBucket")) {
      await db.fileRemoval.deleteMany({ where: { id } });
      return true;
    }
    log.warn({ removalId: id, reason: thrown.message }, "files that were given up could not be deleted yet");
    const tries = removal.tries + 1;
    await db.fileRemoval.updateMany({
      where: { id },
      data: { tries, problem: thrown.message, tryAt: pauseUntil(tries) },
    });
    return false;
  }
}
