import { UploadSummary } from "../../api/uploads";
import { type Actor, requireRole } from "../../auth/actor";
import { notFound, requireId } from "../../auth/require-id";
import { getDb } from "../../db";
import { AppError } from "../../errors";
import { recordAuditEvent } from "../../members/record-audit-event";
import { readStartable, requireUnblocked } from "../read-startable";
import { type AskForRun, type RequestedSync, recordRun } from "../request-run";
import type { RunRows } from "../run-snapshot";
import { startOnce } from "../start-once";
import { explainUnsendable } from "./explain-unsendable";

export interface SendUpload {
  readonly uploadId: string;
  /** What the caller names this request by. Asking again by the same name gives the run that it started. */
  readonly idempotencyKey?: string | undefined;
}

/** Sends the rows of a corrected file, by what the sync says today: a run of its own, once. */
export async function sendUpload(
  actor: Actor,
  { uploadId, idempotencyKey }: SendUpload,
  askForRun: AskForRun,
): Promise<{ runId: string }> {
  requireRole(actor, "editor");
  const { syncId, ...upload } = await readUpload(actor, uploadId);
  const { name, objectLabel, portal, ...sync } = await readStartable(actor, syncId);
  const rows: RunRows = { kind: "upload", runId: upload.runId, uploadId: upload.id };
  return startOnce(actor, { syncId, isDryRun: false, rows, idempotencyKey }, async () => {
    if (upload.sentByRunId !== null) throw refuseSecond(upload.sentByRunId);
    requireUnblocked(portal, { objectTypeId: sync.objectTypeId, objectLabel });
    const whyNot = await explainUnsendable(actor, upload);
    if (whyNot !== null) throw new AppError("conflict", whyNot);
    const runId = await recordSending({ ...sync, rows }, upload.id, idempotencyKey);
    await askForRun({ runId, syncId, portalId: sync.portalId });
    await recordAuditEvent(actor, {
      action: "run.uploaded",
      targetId: runId,
      summary: `Sent ${upload.rows} corrected ${upload.rows === 1 ? "row" : "rows"} of the sync ${name}`,
    });
    return { runId };
  });
}

async function readUpload(actor: Actor, uploadId: string) {
  const upload = await getDb().upload.findUnique({
    where: { id: requireId(uploadId, "upload"), workspaceId: actor.workspaceId },
    select: { id: true, runId: true, rows: true, summary: true, sentByRunId: true, run: { select: { syncId: true } } },
  });
  if (!upload?.summary) throw notFound("upload");
  const { run, summary, ...facts } = upload;
  return { ...facts, syncId: run.syncId, summary: UploadSummary.parse(summary) };
}

/** Of two who send a file at once, the database lets one. */
async function recordSending(
  sync: RequestedSync,
  uploadId: string,
  idempotencyKey: string | undefined,
): Promise<string> {
  return getDb().$transaction(async (transaction) => {
    const runId = await recordRun(transaction, sync, { trigger: "upload", idempotencyKey });
    const { count } = await transaction.upload.updateMany({
      where: { id: uploadId, workspaceId: sync.workspaceId, sentByRunId: null, sweptAt: null },
      data: { sentByRunId: runId },
    });
    if (count === 0) throw refuseSecond(null);
    return runId;
  });
}

function refuseSecond(runId: string | null): AppError {
  const by = runId === null ? "" : ` by the run ${runId}`;
  return new AppError(
    "conflict",
    `This file was sent already${by}. Correct what was refused again from that run's own rejects.`,
  );
}
