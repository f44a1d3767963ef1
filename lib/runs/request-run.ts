import type { RunTrigger } from "../api/run-status";
import { getDb, isUniqueViolation } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { RunSnapshot } from "./run-snapshot";

/** How a verb asks for a run to be carried out. The door that calls the verb hands it in. */
export interface RunRequest {
  readonly runId: string;
  readonly syncId: string;
  readonly portalId: string;
}
export type AskForRun = (request: RunRequest) => Promise<void>;

export const requestedSyncSelect = {
  id: true,
  workspaceId: true,
  sourceId: true,
  portalId: true,
  query: true,
  objectTypeId: true,
  mapping: true,
  mode: true,
  duplicates: true,
  vanished: true,
  guard: true,
  version: true,
} satisfies Prisma.SyncSelect;

/**
 * Records a run of a sync and asks for it. One unfinished run per sync: the database refuses a second. A run that was
 * recorded and not asked for (the process died in between) is asked for again by `reviveQueuedRuns`.
 */
export async function requestRun(
  sync: Prisma.SyncGetPayload<{ select: typeof requestedSyncSelect }> & { readonly isFull?: boolean },
  trigger: RunTrigger,
  askForRun: AskForRun,
  idempotencyKey: string | null = null,
): Promise<{ runId: string }> {
  const { id: syncId, workspaceId, version, ...snapshot } = sync;
  const run = await getDb()
    .run.create({
      data: { workspaceId, syncId, trigger, idempotencyKey, snapshot, syncVersion: version },
      select: { id: true },
    })
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new AppError(
        "conflict",
        "A run of this sync is under way already. Wait until it has ended, or cancel it.",
        {
          cause: error,
        },
      );
    });
  await askForRun({ runId: run.id, syncId, portalId: sync.portalId });
  return { runId: run.id };
}

const LOST_MS = 2 * 60_000;

/** Asks again for runs that nothing has begun. Asking twice is harmless: a run begins once. */
export async function reviveQueuedRuns(now: Date, askForRun: AskForRun): Promise<number> {
  const runs = await getDb().run.findMany({
    where: { startedAt: null, finishedAt: null, requestedAt: { lt: new Date(now.getTime() - LOST_MS) } },
    select: { id: true, syncId: true, snapshot: true },
    take: 100,
  });
  for (const { id: runId, syncId, snapshot } of runs) {
    await askForRun({ runId, syncId, portalId: RunSnapshot.parse(snapshot).portalId });
  }
  return runs.length;
}
