import { getDb } from "../../db";
import { AppError } from "../../errors";
import { log } from "../../log";
import { getObjectStore } from "../../storage/instance-store";
import { openRunStores } from "../open-run-stores";
import { writtenKey } from "../run-keys";
import { pauseUntil } from "../waiting-files";

/** Whose a page is: a run's, or that of a row that was sent by hand. */
export interface PageOwner {
  readonly writerId: string;
  readonly workspaceId: string;
  readonly syncId: string | null;
}

export interface StoredPage {
  /** Which of the workspace's buckets took it; null for the instance's store. */
  readonly storageId: string | null;
  /** When it is to be moved to the workspace's bucket, which didn't take it, and why that didn't. */
  readonly moveAt: Date | null;
  readonly moveProblem: string | null;
}

export const pageOptions = { contentType: "application/x-ndjson" };

/** Puts a page into the workspace's own bucket; while that doesn't take it, into the instance's store, where it waits. */
export async function storePage(owner: PageOwner, index: number, page: string): Promise<StoredPage> {
  const key = writtenKey(owner.writerId, index);
  const own = await findOwnStorage(owner);
  let moveProblem: string | null = null;
  if (own) {
    try {
      const { pages } = await openRunStores(owner, own.id);
      await pages.putText(key, page, pageOptions);
      return { storageId: own.id, moveAt: null, moveProblem };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      moveProblem = thrown.message;
      log.warn({ writerId: owner.writerId, reason: moveProblem }, "written values wait in the instance's store");
    }
  }
  await getObjectStore().putText(key, page, pageOptions);
  return { storageId: null, moveAt: own ? pauseUntil(1) : null, moveProblem };
}

/** The bucket that is the workspace's now; null where it has none of its own. */
export function findOwnStorage({ workspaceId }: Pick<PageOwner, "workspaceId">): Promise<{ id: string } | null> {
  return getDb().storage.findFirst({ where: { workspaceId, replacedAt: null }, select: { id: true } });
}
