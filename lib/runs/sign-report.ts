import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { getObjectStore } from "../storage/instance-store";

const LINK_SECONDS = 60;

/** A link to the file of a run's rejected rows that works for a minute. */
export async function signReport(
  actor: Actor,
  { runId, format }: { runId: string; format: "csv" | "ndjson" },
): Promise<string> {
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: { reportCsvKey: true, reportNdjsonKey: true, requestedAt: true, sync: { select: { name: true } } },
  });
  if (!run) throw notFound("run");
  const key = format === "csv" ? run.reportCsvKey : run.reportNdjsonKey;
  if (!key) throw new AppError("not_found", "This run has no rejected rows, or has not ended yet.");
  return getObjectStore().signDownload(key, {
    fileName: `${run.sync.name} rejected ${run.requestedAt.toISOString().slice(0, 16).replace(":", "")}.${format}`,
    expiresInSeconds: LINK_SECONDS,
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
  });
}
