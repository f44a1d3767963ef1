import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { blockSelect, findBlock } from "../connections/why-blocked";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { type AskForRun, requestedSyncSelect, requestRun } from "./request-run";

export interface StartRun {
  readonly syncId: string;
  /** Sends every row again, whatever HubSpot has accepted of it. */
  readonly isFull?: boolean | undefined;
  /** What the caller names this request by. Asking again by the same name gives the run that it started. */
  readonly idempotencyKey?: string | undefined;
}

/** Runs a sync now. */
export async function startRun(
  actor: Actor,
  { syncId, isFull = false, idempotencyKey }: StartRun,
  askForRun: AskForRun,
): Promise<{ runId: string }> {
  requireRole(actor, "editor");
  const sync = await getDb().sync.findUnique({
    where: { id: requireId(syncId, "sync"), workspaceId: actor.workspaceId },
    select: { ...requestedSyncSelect, name: true, objectLabel: true, portal: { select: blockSelect } },
  });
  if (!sync) throw notFound("sync");
  const { portal, name, objectLabel, ...requested } = sync;
  const earlier = await findStarted(actor, sync.id, idempotencyKey);
  if (earlier) return earlier;
  const block = findBlock(portal, { objectTypeId: sync.objectTypeId, objectLabel });
  if (block) throw new AppError(block.code, block.reason);
  try {
    const trigger = actor.apiKeyId === undefined ? "manual" : "api";
    const run = await requestRun({ ...requested, isFull }, trigger, askForRun, idempotencyKey);
    await recordAuditEvent(actor, {
      action: "run.started",
      targetId: run.runId,
      summary: `Ran the sync ${name}${isFull ? " with all rows" : ""}`,
    });
    return run;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
    // Of two requests of one name at the same moment, the one that lost finds the other's run.
    const started = await findStarted(actor, sync.id, idempotencyKey);
    if (started) return started;
    throw error;
  }
}

async function findStarted(
  { workspaceId }: Actor,
  syncId: string,
  idempotencyKey: string | undefined,
): Promise<{ runId: string } | null> {
  if (idempotencyKey === undefined) return null;
  const run = await getDb().run.findUnique({
    where: { workspaceId_idempotencyKey: { workspaceId, idempotencyKey } },
    select: { id: true, syncId: true },
  });
  if (!run) return null;
  if (run.syncId === syncId) return { runId: run.id };
  throw new AppError(
    "conflict",
    "This Idempotency-Key started a run of another sync. Give each request a key of its own.",
  );
}
