import { UploadSummary, type UploadView } from "../../api/uploads";
import type { Actor } from "../../auth/actor";
import { notFound, requireId } from "../../auth/require-id";
import { getDb } from "../../db";
import { explainUnsendable } from "./explain-unsendable";
import { UNSENT_MS } from "./sweep-uploads";

/** A corrected file that was looked through: what would be sent of it, and whether it still can be. */
export async function getUpload(actor: Actor, { uploadId }: { uploadId: string }): Promise<UploadView> {
  const upload = await getDb().upload.findUnique({
    where: { id: requireId(uploadId, "upload"), workspaceId: actor.workspaceId },
    include: { user: { select: { name: true } } },
  });
  // One that is still being looked through belongs to the request that brought it.
  if (!upload?.summary) throw notFound("upload");
  const { id, runId, fileName, createdAt, rows, changedRows, sentByRunId } = upload;
  const summary = UploadSummary.parse(upload.summary);
  return {
    ...summary,
    id,
    runId,
    fileName,
    bytes: Number(upload.bytes),
    uploadedAt: createdAt.toISOString(),
    uploadedBy: upload.user?.name ?? null,
    expiresAt: new Date(createdAt.getTime() + UNSENT_MS).toISOString(),
    rows,
    changedRows,
    sentByRunId,
    whyNot: sentByRunId === null ? await explainUnsendable(actor, { runId, rows, summary }) : null,
  };
}
