import { RejectStage } from "../api/runs";
import type { SyncView } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import type { Cause } from "../engine/causes";
import { RunSnapshot } from "../runs/run-snapshot";
import { explainDeletedFiles } from "../runs/view-files";
import { isSameObject } from "./is-same-target";

export interface CauseOfRun {
  readonly cause: Pick<Cause, "stage" | "code" | "property" | "option">;
  readonly syncId: string;
  readonly snapshot: RunSnapshot;
  /** When the run was at HubSpot the last time; null while it may still be. */
  readonly endedAt: Date | null;
  /** False once the files of its rows were deleted, as the workspace's storage says. */
  readonly hasFiles: boolean;
}

/** A cause of a run of the workspace. */
export async function readCause(
  actor: Actor,
  { runId, causeId }: { runId: string; causeId: string },
): Promise<CauseOfRun> {
  const found = await getDb().rejectCause.findFirst({
    where: {
      id: requireId(causeId, "cause"),
      runId: requireId(runId, "run"),
      run: { workspaceId: actor.workspaceId },
    },
    select: {
      stage: true,
      code: true,
      property: true,
      option: true,
      run: {
        select: { syncId: true, snapshot: true, finishedAt: true, filesDeletedAt: true, filesKeptDays: true },
      },
    },
  });
  if (!found) throw notFound("cause");
  const { run, stage, code, property, option } = found;
  return {
    cause: { stage: RejectStage.parse(stage), code, property: property || null, option: option || null },
    syncId: run.syncId,
    snapshot: RunSnapshot.parse(run.snapshot),
    endedAt: run.finishedAt,
    hasFiles: explainDeletedFiles(run) === null,
  };
}

/** Why a run says nothing of its sync as it is now; null as a rule. */
export function explainDrift(sync: SyncView, snapshot: RunSnapshot): string | null {
  if (!isSameObject(sync, snapshot)) {
    return `The sync ${sync.name} writes ${sync.objectLabel} of ${sync.portalName} by now, and this run wrote other records. Start a run to see what it refuses now.`;
  }
  if (snapshot.draft !== null) {
    return "These rows were checked against changes that weren't saved with the sync then. Save them, and make the fix in the editor.";
  }
  return null;
}
