import { getDb, getPool } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { isFullRun } from "./full-runs";
import { explainDeletedFiles } from "./view-files";

export const retryFactsSelect = {
  id: true,
  syncId: true,
  isDryRun: true,
  plannedAt: true,
  finishedAt: true,
  filesDeletedAt: true,
  filesKeptDays: true,
} satisfies Prisma.RunSelect;

export type RetryFacts = Prisma.RunGetPayload<{ select: typeof retryFactsSelect }>;

export interface RetryBlock {
  readonly reason: string;
  /** The run that has read the rows anew, if that is why. */
  readonly newerRunId: string | null;
}

/**
 * Why nothing that a run has rejected may be sent by a retry or an upload; null when it may. Only the last run that read
 * the source counts, and the retries and uploads since: what an older one has stored may be older than what HubSpot has.
 */
export async function findRetryBlock(run: RetryFacts): Promise<RetryBlock | null> {
  const blockedBy = (reason: string, newerRunId: string | null = null) => ({ reason, newerRunId });
  if (run.isDryRun) return blockedBy("A dry run sends nothing, and what it rejects neither. Run the sync.");
  if (!run.finishedAt) return blockedBy("This run is under way. What it rejects can be retried when it has ended.");
  if (!run.plannedAt) return blockedBy("This run has read no rows to their end, so that it has nothing to retry.");
  const newer = await getDb().run.findFirst({
    where: { syncId: run.syncId, ...isFullRun, plannedAt: { not: null }, id: { gt: run.id } },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (newer) return blockedBy("A newer run has read these rows anew. Retry what that one has rejected.", newer.id);
  const whyDeleted = explainDeletedFiles(run);
  if (whyDeleted !== null) return blockedBy(`${whyDeleted} Run the sync, which reads the rows anew.`);
  if (await hasUnwrittenRejects(run.id)) {
    return blockedBy("The rejected rows of this run are still being written. Try again in some minutes.");
  }
  return null;
}

/** Refuses what `findRetryBlock` says may not be sent. */
export async function requireRetryable(run: RetryFacts): Promise<void> {
  const block = await findRetryBlock(run);
  if (block) throw new AppError("conflict", block.reason);
}

/** A run that failed without its store still has rejects in the database. */
async function hasUnwrittenRejects(runId: string): Promise<boolean> {
  const { rowCount } = await getPool().query("select 1 from bulk.reject_buffer where run_id = $1 limit 1", [runId]);
  return Boolean(rowCount);
}
