import { getDb } from "../../db";
import { ownFolder, writtenKey } from "../run-keys";
import type { PlacedPage } from "./read-page";
import { findOwnStorage } from "./store-page";

/** Gives up one page alone: what is to be deleted, wherever it may lie, is kept until it is. */
export async function giveUpPage(asked: Omit<PlacedPage, "storageId">): Promise<void> {
  const { id, workspaceId, syncId } = asked;
  const own = await findOwnStorage({ workspaceId });
  const key = writtenKey(asked.writerId, asked.index);
  await getDb().$transaction(async (tx) => {
    const page = await tx.writtenPage.findUnique({ where: { id }, select: { storageId: true, moveAt: true } });
    if (!page) return;
    const stores = new Set([page.storageId, ...(page.moveAt && own ? [own.id] : [])]);
    await tx.fileRemoval.createMany({
      data: [...stores].map((storageId) => ({
        workspaceId,
        storageId,
        prefixes: [storageId === null ? key : `${ownFolder(syncId)}/${key}`],
      })),
    });
    await tx.writtenPage.deleteMany({ where: { id } });
  });
}
