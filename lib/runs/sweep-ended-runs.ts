import { getDb } from "../db";
import { AppError } from "../errors";
import { log } from "../log";
import { flushRejects } from "./deliver/finish-chunk";
import { getRunWork, type RunWork } from "./run-work";
import { sweepPlan } from "./sweep-plan";
import { writeReports } from "./write-reports";

/** A step that was taken for dead looks at its run after each 5,000 rows and each batch: by now it has seen the end. */
const SETTLED_MS = 10 * 60_000;
const MOST_AT_ONCE = 20;

/**
 * Sweeps up after runs that ended a while ago, each once: what a step left that went on after the end or died while the
 * store was down, and the rejects of a run that failed without its store, whose report is written now. A store that is
 * down is tried again the next time.
 */
export async function sweepEndedRuns(now: Date): Promise<number> {
  const settled = new Date(now.getTime() - SETTLED_MS);
  const db = getDb();
  const runs = await db.run.findMany({
    where: { finishedAt: { lt: settled }, sweptAt: null },
    orderBy: { finishedAt: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true, rowsRejected: true, reportCsvKey: true },
  });
  let swept = 0;
  for (const { id, rowsRejected, reportCsvKey } of runs) {
    try {
      await sweepRun(id, rowsRejected > 0 && reportCsvKey === null);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "storage_failed") throw error;
      log.warn({ runId: id, reason: error.message }, "what a run left behind could not be swept");
      break;
    }
    swept += 1;
  }
  return swept;
}

async function sweepRun(runId: string, lacksReport: boolean): Promise<void> {
  const run = await getRunWork(runId);
  await sweepPlan(run);
  for (let index = 0; index < run.planChunks; index += 1) await flushRejects(runId, index);
  const report = lacksReport ? await writeLateReport(run) : null;
  await getDb().run.update({
    where: { id: runId },
    data: { sweptAt: new Date(), ...(report && { reportCsvKey: report.csv, reportNdjsonKey: report.ndjson }) },
  });
}

async function writeLateReport(run: RunWork): ReturnType<typeof writeReports> {
  try {
    return await writeReports(run);
  } catch (error) {
    // Pages that are gone, by a rule of the bucket for one, make no report any more.
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
