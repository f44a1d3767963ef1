import type { UploadView } from "../../api/uploads";
import { type Actor, requireRole } from "../../auth/actor";
import { notFound } from "../../auth/require-id";
import { getDb } from "../../db";
import { showText } from "../../engine/show-text";
import { getObjectStore } from "../../storage/instance-store";
import { CauseFinder } from "../find-cause";
import { uploadedRowsKey, uploadPrefix } from "../run-keys";
import { CountedBytes } from "./counted-bytes";
import { getUpload } from "./get-upload";
import { lookThrough } from "./look-through";
import { openCheck } from "./open-check";
import { type CorrectableRun, openCorrectable } from "./open-correctable";

export interface CorrectedFileInput {
  /** The run whose rejected rows it holds. */
  readonly runId: string;
  readonly fileName?: string | undefined;
}

/**
 * Takes a corrected file of a run's rejected rows and looks it through: what would be sent, what was changed, what is
 * left out. Nothing is sent until somebody asks for it; a file that is refused leaves nothing behind.
 */
export async function uploadCorrectedFile(
  actor: Actor,
  { runId, fileName = "corrected rows" }: CorrectedFileInput,
  bytes: AsyncIterable<Uint8Array>,
): Promise<UploadView> {
  requireRole(actor, "editor");
  const run = await openCorrectable(actor, runId);
  const db = getDb();
  const { workspaceId, userId } = actor;
  const { id: uploadId } = await db.upload.create({
    data: { workspaceId, userId, runId: run.id, fileName: showText(fileName, 200) },
    select: { id: true },
  });
  try {
    await takeIn(actor, run, uploadId, new CountedBytes(bytes));
  } catch (error) {
    await db.upload.deleteMany({ where: { id: uploadId } });
    throw error;
  }
  return getUpload(actor, { uploadId });
}

async function takeIn(actor: Actor, run: CorrectableRun, uploadId: string, bytes: CountedBytes): Promise<void> {
  const { files } = run;
  const key = uploadedRowsKey(uploadId);
  const output = getObjectStore().openUpload(key, { contentType: "application/x-ndjson" });
  try {
    const { summary, ...counts } = await lookThrough({
      bytes,
      files,
      output,
      runId: run.id,
      rowsRead: run.rowsRead,
      causes: await CauseFinder.of(run.id),
      checking: await openCheck(actor, run.sync, files.columns),
    });
    await output.close();
    const { count } = await getDb().upload.updateMany({
      where: { id: uploadId, workspaceId: actor.workspaceId },
      data: { ...counts, summary, bytes: bytes.count },
    });
    if (count > 0) return;
  } catch (error) {
    await output.abort();
    throw error;
  }
  // The sync was deleted meanwhile, and the row with it.
  await getObjectStore().deletePrefix(uploadPrefix(uploadId));
  throw notFound("run");
}
