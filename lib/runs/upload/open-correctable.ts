import type { Actor } from "../../auth/actor";
import { notFound, requireId } from "../../auth/require-id";
import { getDb } from "../../db";
import { AppError } from "../../errors";
import { requireRetryable, retryFactsSelect } from "../find-retry-block";
import { openRejectFiles, type RejectFiles } from "../reject-files";

/** A run whose rejects may be corrected in a file and sent. */
export interface CorrectableRun {
  readonly id: string;
  readonly rowsRead: number;
  readonly files: RejectFiles;
  /** As it is today. */
  readonly sync: {
    readonly portalId: string;
    readonly objectTypeId: string;
    readonly mapping: unknown;
    readonly mode: string;
  };
}

/** Throws `conflict` with the reason where nothing that the run rejected may be sent any more. */
export async function openCorrectable(actor: Actor, runId: string): Promise<CorrectableRun> {
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: {
      ...retryFactsSelect,
      rowsRead: true,
      rowsRejected: true,
      sync: { select: { portalId: true, objectTypeId: true, mapping: true, mode: true } },
    },
  });
  if (!run) throw notFound("run");
  await requireRetryable(run);
  const files = run.rowsRejected > 0 ? await openRejectFiles(run) : null;
  if (!files) throw new AppError("conflict", "This run has rejected no row: there is nothing to correct.");
  return { id: run.id, rowsRead: run.rowsRead, files, sync: run.sync };
}
