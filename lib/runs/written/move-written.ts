import { getDb, getPool } from "../../db";
import { AppError, messageOf } from "../../errors";
import { log } from "../../log";
import { getObjectStore } from "../../storage/instance-store";
import { openRunStores } from "../open-run-stores";
import { carryOutRemoval } from "../remove-files";
import { ownFolder, writtenKey } from "../run-keys";
import { endPauses, holdWaitingFiles, pauseUntil } from "../waiting-files";
import { giveUpPage } from "./give-up-page";
import type { PlacedPage } from "./read-page";
import { findOwnStorage, pageOptions } from "./store-page";

const MOST_AT_ONCE = 200;

interface WaitingPage extends PlacedPage {
  readonly moveTries: number;
  readonly moveProblem: string | null;
}

/**
 * Moves pages of written values that wait for their workspace's bucket; says how many. A page is copied under the same
 * key, then its row says where it is, then it is deleted where it was: whoever dies in between has lost nothing, and two
 * who do it at once write the same. A bucket that doesn't take one makes all that its workspace has wait.
 */
export async function moveWritten(now: Date, hasTime: () => boolean): Promise<number> {
  const waiting = new Set<string>();
  let moved = 0;
  for (const page of await listWaiting(now)) {
    if (!hasTime()) break;
    if (waiting.has(page.workspaceId)) continue;
    try {
      if (await movePage(page)) moved += 1;
    } catch (thrown) {
      waiting.add(page.workspaceId);
      await waitWith(page, thrown);
    }
  }
  return moved;
}

/** A page of a run may be written once more until it has ended and what its batches have written is all in pages. */
async function listWaiting(now: Date): Promise<WaitingPage[]> {
  const { rows } = await getPool().query<WaitingPage>(
    `select p.id, coalesce(r.id, s.id) as "writerId", coalesce(r."workspaceId", s."workspaceId") as "workspaceId",
       coalesce(r."syncId", s."syncId") as "syncId", p.index, p."storageId", p."moveTries", p."moveProblem"
     from "WrittenPage" p left join "Run" r on r.id = p."runId" left join "SentRow" s on s.id = p."sentRowId"
     where p."moveAt" <= $1 and (r.id is null or r."finishedAt" is not null
         and not exists (select from bulk.written_buffer b where b.run_id = r.id))
     order by p."moveAt", p."moveTries" desc limit $2`,
    [now, MOST_AT_ONCE],
  );
  return rows;
}

async function movePage(page: WaitingPage): Promise<boolean> {
  const own = await findOwnStorage(page);
  if (!own) {
    // The workspace has gone back to the instance's store: there it is.
    await getDb().writtenPage.updateMany({
      where: { id: page.id, storageId: null },
      data: { moveAt: null, moveProblem: null },
    });
    return false;
  }
  const key = writtenKey(page.writerId, page.index);
  const text = await readHere(page, key);
  if (text === null) return false;
  const { pages } = await openRunStores(page, own.id);
  await pages.putText(key, text, pageOptions);
  const removalId = await markMoved(page, own.id, key);
  if (removalId === null) {
    await takeBack(page, own.id, key);
    return false;
  }
  if (page.moveProblem !== null) await endPauses(page.workspaceId);
  await carryOutRemoval(removalId);
  return true;
}

/** Null where somebody else has moved it meanwhile, or where it is lost. */
async function readHere(page: WaitingPage, key: string): Promise<string | null> {
  try {
    return await getObjectStore().getText(key);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
    const now = await getDb().writtenPage.findUnique({ where: { id: page.id }, select: { storageId: true } });
    if (now?.storageId === null) {
      log.warn({ writerId: page.writerId, page: page.index }, "a page of written values is gone, and was given up");
      await giveUpPage(page);
    }
    return null;
  }
}

/** What is left where it was is deleted, now or by the clock; null where the page was given up, or moved by somebody else. */
async function markMoved(page: WaitingPage, storageId: string, key: string): Promise<string | null> {
  return getDb().$transaction(async (tx) => {
    const { count } = await tx.writtenPage.updateMany({
      where: { id: page.id, storageId: null, moveAt: { not: null } },
      data: { storageId, moveAt: null, moveProblem: null, moveTries: 0 },
    });
    if (count === 0) return null;
    const { workspaceId } = page;
    const removal = await tx.fileRemoval.create({ data: { workspaceId, prefixes: [key] }, select: { id: true } });
    return removal.id;
  });
}

async function takeBack(page: WaitingPage, storageId: string, key: string): Promise<void> {
  const db = getDb();
  const now = await db.writtenPage.findUnique({ where: { id: page.id }, select: { storageId: true } });
  if (now?.storageId === storageId) return;
  const prefixes = [`${ownFolder(page.syncId)}/${key}`];
  const { id } = await db.fileRemoval.create({
    data: { workspaceId: page.workspaceId, storageId, prefixes },
    select: { id: true },
  });
  await carryOutRemoval(id);
}

async function waitWith({ id, workspaceId, moveTries }: WaitingPage, thrown: unknown): Promise<void> {
  const isForeseen = thrown instanceof AppError;
  if (!isForeseen) log.error({ err: thrown, pageId: id }, "moving written values failed");
  const problem = isForeseen ? thrown.message : "Something went wrong on our side; the log has the details.";
  const until = pauseUntil(moveTries + 1);
  await getDb().writtenPage.updateMany({
    where: { id, storageId: null, moveAt: { not: null } },
    data: { moveAt: until, moveProblem: problem, moveTries: moveTries + 1 },
  });
  if (!isForeseen) return;
  log.warn({ workspaceId, reason: messageOf(thrown) }, "written values wait in the instance's store");
  await holdWaitingFiles(workspaceId, until, problem);
}
