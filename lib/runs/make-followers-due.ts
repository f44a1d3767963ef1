import type pg from "pg";
import type { AfterEnd } from "../api/syncs";
import { isPartialTrigger } from "./full-runs";
import type { EndStatus } from "./run-status";

/** How a run has ended. */
interface RunEnd {
  readonly trigger: string;
  readonly isDryRun: boolean;
  readonly status: EndStatus;
}

/**
 * Makes the syncs due that run after this one, in the transaction that ends its run: whatever dies then, either both are
 * so or neither. A sync that is due already stays due once; a paused one isn't made so.
 */
export async function makeFollowersDue(
  client: Pick<pg.ClientBase, "query">,
  run: { readonly id: string; readonly syncId: string; readonly workspaceId: string },
  end: RunEnd,
): Promise<void> {
  if (end.isDryRun || isPartialTrigger(end.trigger)) return;
  await client.query(
    `update "Sync" set "nextDueAt" = now(), "dueAfterRunId" = $1
     where "workspaceId" = $2 and schedule ->> 'kind' = 'after' and schedule ->> 'syncId' = $3
       and schedule ->> 'on' = any($4::text[]) and "pausedAt" is null and "nextDueAt" is null`,
    [run.id, run.workspaceId, run.syncId, listEnds(end.status)],
  );
}

function listEnds(status: EndStatus): readonly AfterEnd[] {
  switch (status) {
    case "completed":
      return ["clean", "completed", "ended"];
    case "completed_with_rejects":
      return ["completed", "ended"];
    case "failed":
    case "cancelled":
    case "stopped":
      return ["ended"];
    default:
      return status satisfies never;
  }
}
