import { SourceQuery } from "../api/sources";
import { Mapping, type SyncDraftInput } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { recordAuditEvent } from "../members/record-audit-event";
import { requireObjectLabel, requireSource } from "../syncs/check-sync-input";
import { isSameObject, isSameTarget } from "../syncs/is-same-target";
import { readStartable, requireUnblocked } from "./read-startable";
import { type AskForRun, type RequestedSync, requestRun } from "./request-run";
import type { RunSnapshot } from "./run-snapshot";
import { startOnce } from "./start-once";

export interface StartDryRun {
  readonly syncId: string;
  /** What the sync is to become, before it is saved; null checks it as it is. */
  readonly draft?: SyncDraftInput | null | undefined;
  /** What the caller names this request by. Asking again by the same name gives the dry run that it started. */
  readonly idempotencyKey?: string | undefined;
}

/** Checks all rows of a sync, or of a draft of it: a run that plans as any other, and sends nothing. */
export async function startDryRun(
  actor: Actor,
  { syncId, draft = null, idempotencyKey }: StartDryRun,
  askForRun: AskForRun,
): Promise<{ runId: string }> {
  requireRole(actor, "editor");
  const { name, objectLabel, portal, ...sync } = await readStartable(actor, syncId);
  return startOnce(actor, { syncId: sync.id, isDryRun: true, idempotencyKey }, async () => {
    if (draft) await requireSource(actor, draft.sourceId);
    if (!draft || isSameObject(sync, draft)) {
      requireUnblocked(portal, { objectTypeId: sync.objectTypeId, objectLabel });
    } else {
      await requireObjectLabel(actor, draft);
    }
    const trigger = actor.apiKeyId === undefined ? "manual" : "api";
    const run = await requestRun(
      draft ? { ...sync, ...draft, draft: compareDraft(sync, draft) } : sync,
      { trigger, idempotencyKey, isDryRun: true },
      askForRun,
    );
    await recordAuditEvent(actor, {
      action: "run.checked",
      targetId: run.runId,
      summary: `Checked all rows of ${draft ? "a draft of " : ""}the sync ${name}`,
    });
    return run;
  });
}

function compareDraft(sync: RequestedSync, draft: SyncDraftInput): RunSnapshot["draft"] {
  const saved = { ...sync, mapping: Mapping.parse(sync.mapping) };
  const isOtherTarget = !isSameTarget(saved, draft);
  const readsSameRows =
    sync.sourceId === draft.sourceId &&
    JSON.stringify(SourceQuery.parse(sync.query)) === JSON.stringify(SourceQuery.parse(draft.query));
  return { isOtherTarget, savedMapping: readsSameRows && !isOtherTarget ? saved.mapping : null };
}
