import { isDeepStrictEqual } from "node:util";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { type RunRows, RunSnapshot } from "./run-snapshot";

interface NamedRequest {
  readonly syncId: string;
  readonly isDryRun: boolean;
  /** Where its rows come from; the source where it isn't said. */
  readonly rows?: RunRows;
  /** What the caller names this request by; without a name every request is a new one. */
  readonly idempotencyKey: string | undefined;
}

/** Starts what was asked for, or gives the run that a request of the same name has started before. */
export async function startOnce(
  { workspaceId }: Actor,
  request: NamedRequest,
  start: () => Promise<{ runId: string }>,
): Promise<{ runId: string }> {
  const earlier = await findStarted(workspaceId, request);
  if (earlier) return earlier;
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
    // Of two requests of one name at the same moment, the one that lost finds the other's run.
    const started = await findStarted(workspaceId, request);
    if (started) return started;
    throw error;
  }
}

async function findStarted(
  workspaceId: string,
  { syncId, isDryRun, rows = { kind: "source" }, idempotencyKey }: NamedRequest,
): Promise<{ runId: string } | null> {
  if (idempotencyKey === undefined) return null;
  const run = await getDb().run.findUnique({
    where: { workspaceId_idempotencyKey: { workspaceId, idempotencyKey } },
    select: { id: true, syncId: true, isDryRun: true, snapshot: true },
  });
  if (!run) return null;
  const earlier = RunSnapshot.parse(run.snapshot).rows;
  const isSame = run.syncId === syncId && run.isDryRun === isDryRun && isDeepStrictEqual(earlier, rows);
  if (isSame) return { runId: run.id };
  const other = run.syncId === syncId ? nameRun(run.isDryRun, earlier) : "a run of another sync";
  throw new AppError("conflict", `This Idempotency-Key started ${other}. Give each request a key of its own.`);
}

function nameRun(isDryRun: boolean, rows: RunRows): string {
  if (isDryRun) return "a dry run";
  return rows.kind === "source" ? "a run that sends" : "a run of other rejected rows";
}
