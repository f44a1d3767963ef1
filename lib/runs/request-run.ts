import type { z } from "zod";
import type { RunTrigger } from "../api/run-status";
import { type Db, getDb, isUniqueViolation } from "../db";
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

export type RequestedSync = Prisma.SyncGetPayload<{ select: typeof requestedSyncSelect }> &
  Pick<z.input<typeof RunSnapshot>, "isFull" | "draft" | "rows">;

interface Asked {
  readonly trigger: RunTrigger;
  readonly idempotencyKey?: string | undefined;
  /** It plans, and sends nothing. */
  readonly isDryRun?: boolean;
  /** When the schedule said that it runs, and how many later due times have passed since. */
  readonly dueAt?: Date;
  readonly missedDueTimes?: number;
  /** The run of another sync after which it starts. */
  readonly afterRunId?: string | null;
}

/**
 * Records a run of a sync and asks for it. One unfinished run per sync, and one dry run beside it: the database refuses a
 * second. A run that was recorded and not asked for (the process died in between) is asked for again by
 * `reviveQueuedRuns`.
 */
export async function requestRun(sync: RequestedSync, asked: Asked, askForRun: AskForRun): Promise<{ runId: string }> {
  const runId = await recordRun(getDb(), sync, asked);
  await askForRun({ runId, syncId: sync.id, portalId: sync.portalId });
  return { runId };
}

/** Records a run without asking for it. Throws `conflict` where one of its kind is under way. */
export async function recordRun(
  db: Pick<Db, "run">,
  { id: syncId, workspaceId, version, ...snapshot }: RequestedSync,
  { isDryRun = false, idempotencyKey, ...asked }: Asked,
): Promise<string> {
  const { rows } = snapshot;
  const data = {
    ...asked,
    ...{ workspaceId, syncId, snapshot, isDryRun },
    originRunId: rows && rows.kind !== "source" ? rows.runId : null,
    idempotencyKey: idempotencyKey ?? null,
  };
  const run = await db.run
    .create({ data: { ...data, syncVersion: version }, select: { id: true } })
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      const what = isDryRun ? "A check of all rows" : "A run";
      const message = `${what} of this sync is under way already. Wait until it has ended, or cancel it.`;
      throw new AppError("conflict", message, { cause: error });
    });
  return run.id;
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
