import { UploadSummary } from "../../api/uploads";
import { getDb } from "../../db";
import { AppError } from "../../errors";
import { log } from "../../log";
import { getObjectStore } from "../../storage/instance-store";
import { uploadPrefix } from "../run-keys";

/** How long a corrected file waits to be sent. */
export const UNSENT_MS = 24 * 60 * 60_000;
const MOST_AT_ONCE = 20;

/**
 * Deletes the rows of corrected files that nobody needs any more: of those that were sent, when the run that sent them
 * has ended, since its own rejects hold what was refused again; and of those that nobody sent, a day after they came.
 */
export async function sweepUploads(now: Date): Promise<number> {
  const uploads = await getDb().upload.findMany({
    where: {
      sweptAt: null,
      OR: [
        { sentByRunId: null, createdAt: { lt: new Date(now.getTime() - UNSENT_MS) } },
        { sentBy: { finishedAt: { not: null } } },
      ],
    },
    orderBy: { createdAt: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true, sentByRunId: true, summary: true },
  });
  let swept = 0;
  for (const upload of uploads) {
    try {
      await getObjectStore().deletePrefix(uploadPrefix(upload.id));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "storage_failed") throw error;
      log.warn({ uploadId: upload.id, reason: error.message }, "the rows of a corrected file could not be deleted");
      break;
    }
    await forget(upload, now);
    swept += 1;
  }
  return swept;
}

/** That a file was sent, and how much of it, stays; what its rows held doesn't. */
async function forget(
  { id, sentByRunId, summary }: { id: string; sentByRunId: string | null; summary: unknown },
  sweptAt: Date,
): Promise<void> {
  const db = getDb();
  if (sentByRunId === null) {
    await db.upload.deleteMany({ where: { id, sentByRunId: null } });
    return;
  }
  const { changedColumns, check, ...counts } = UploadSummary.parse(summary);
  const kept: UploadSummary = {
    ...counts,
    changedColumns: changedColumns.map((column) => ({ ...column, examples: [] })),
    warnings: [],
    check: { ...check, causes: [] },
  };
  await db.upload.update({ where: { id }, data: { sweptAt, summary: kept } });
}
