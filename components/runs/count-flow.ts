import type { RunView } from "@/lib/api/runs";

/** The counts of a run in the order in which rows flow: what became of them at the source, then at HubSpot. */
export interface FlowCounts {
  readonly read: number;
  /** Rows of the plan that are to be sent; null until it is made. */
  readonly changed: number | null;
  readonly unchanged: number;
  /** Rejected by the preflight. */
  readonly invalid: number;
  readonly created: number;
  readonly updated: number;
  /** Rejected by HubSpot, or named in no answer of its. */
  readonly rejected: number;
  readonly skipped: number;
  readonly cancelled: number;
}

export function countFlow(
  run: Pick<RunView, "ledger" | "rowsPlanned" | "rowsDelivered" | "skippedByPlan">,
): FlowCounts {
  const { rejected, ...counts } = run.ledger;
  // What was delivered was created, updated, skipped or rejected by HubSpot; all other rejects are the preflight's.
  const skippedByHubSpot = counts.skipped - run.skippedByPlan;
  const rejectedByHubSpot = run.rowsDelivered - counts.created - counts.updated - skippedByHubSpot;
  return {
    ...counts,
    changed: run.rowsPlanned,
    invalid: rejected - rejectedByHubSpot,
    rejected: rejectedByHubSpot,
  };
}
