import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { blockSelect, findBlock } from "../connections/why-blocked";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { type AskForRun, requestedSyncSelect, requestRun } from "./request-run";

/** Runs a sync now. */
export async function startRun(
  actor: Actor,
  { syncId }: { syncId: string },
  askForRun: AskForRun,
): Promise<{ runId: string }> {
  requireRole(actor, "editor");
  const sync = await getDb().sync.findUnique({
    where: { id: requireId(syncId, "sync"), workspaceId: actor.workspaceId },
    select: { ...requestedSyncSelect, name: true, objectLabel: true, portal: { select: blockSelect } },
  });
  if (!sync) throw notFound("sync");
  const { portal, name, objectLabel, ...requested } = sync;
  const block = findBlock(portal, { objectTypeId: sync.objectTypeId, objectLabel });
  if (block) throw new AppError(block.code, block.reason);
  const run = await requestRun(requested, "manual", askForRun);
  await recordAuditEvent(actor, { action: "run.started", targetId: run.runId, summary: `Ran the sync ${name}` });
  return run;
}
