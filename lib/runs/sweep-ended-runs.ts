import { getDb } from "../db";
import { AppError } from "../errors";
import { log } from "../log";
import { getObjectStore } from "../storage/instance-store";
import { completeFiles } from "./complete-files";
import { flushRejects } from "./deliver/finish-chunk";
import { runPrefix } from "./run-keys";
import { getRunWork, type RunWork } from "./run-work";
import { sweepPlan } from "./sweep-plan";
import { flushLateWrites, flushWritten } from "./written/flush-written";

/** A step that was taken for dead looks at its run twice a second while it plans, and after each batch: by now it has seen the end. */
const SETTLED_MS = 10 * 60_000;
const MOST_AT_ONCE = 20;

/**
 * Sweeps up after runs that ended a while ago, each once: what a step left that went on after the end or died while the
 * store was down, what lies here still of files that moved to a workspace's bucket, and the rejects of a run that failed
 * without its store, whose files are written now. A store that is down is tried again the next time.
 */
export async function sweepEndedRuns(now: Date): Promise<number> {
  const settled = new Date(now.getTime() - SETTLED_MS);
  const db = getDb();
  const runs = await db.run.findMany({
    where: { finishedAt: { lt: settled }, sweptAt: null },
    orderBy: { finishedAt: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true, rowsRejected: true, filesReadyAt: true, storageId: true },
  });
  let swept = 0;
  for (const { id, rowsRejected, filesReadyAt, storageId } of runs) {
    try {
      if (storageId === null) await sweepRun(id, rowsRejected > 0 && filesReadyAt === null);
      else await sweepMoved(id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "storage_failed") throw error;
      log.warn({ runId: id, reason: error.message }, "what a run left behind could not be swept");
      break;
    }
    swept += 1;
  }
  return swept;
}

async function sweepMoved(runId: string): Promise<void> {
  await flushLateWrites(await getRunWork(runId));
  await getObjectStore().deletePrefix(runPrefix(runId));
  await getDb().run.update({ where: { id: runId }, data: { sweptAt: new Date() } });
}

async function sweepRun(runId: string, lacksFiles: boolean): Promise<void> {
  const run = await getRunWork(runId);
  for (let index = 0; index < run.planChunks; index += 1) {
    await flushRejects(runId, index);
    await flushWritten(run, index);
  }
  await sweepPlan(run);
  const files = lacksFiles ? await completeLate(run) : null;
  await getDb().run.update({
    where: { id: runId },
    data: {
      sweptAt: new Date(),
      ...(files && {
        filesReadyAt: new Date(),
        reportExtension: files.extension,
        ...(files.isMoving && { filesWaitUntil: new Date() }),
      }),
    },
  });
}

async function completeLate(run: RunWork): ReturnType<typeof completeFiles> {
  try {
    return await completeFiles({ ...run, objectTypeId: run.snapshot.objectTypeId });
  } catch (error) {
    // Pages that are gone, by a rule of the bucket for one, make no files any more.
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
