import { type Actor, requireRole } from "../auth/actor";
import { recordAuditEvent } from "../members/record-audit-event";
import { readStartable, requireUnblocked } from "./read-startable";
import { type AskForRun, requestRun } from "./request-run";
import { startOnce } from "./start-once";

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
  const { name, objectLabel, portal, ...sync } = await readStartable(actor, syncId);
  return startOnce(actor, { syncId: sync.id, isDryRun: false, idempotencyKey }, async () => {
    requireUnblocked(portal, { objectTypeId: sync.objectTypeId, objectLabel });
    const trigger = actor.apiKeyId === undefined ? "manual" : "api";
    const run = await requestRun({ ...sync, isFull }, { trigger, idempotencyKey }, askForRun);
    await recordAuditEvent(actor, {
      action: "run.started",
      targetId: run.runId,
      summary: `Ran the sync ${name}${isFull ? " with all rows" : ""}`,
    });
    return run;
  });
}
