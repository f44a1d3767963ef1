import type { DryRun, Ledger } from "../api/ledger";
import type { RunStatus } from "../api/run-status";
import type { DueTimesView } from "../api/runs";
import type { Prisma } from "../generated/prisma/client";

export const runFactsSelect = {
  id: true,
  syncId: true,
  trigger: true,
  isDryRun: true,
  syncVersion: true,
  requestedAt: true,
  dueAt: true,
  missedDueTimes: true,
  skippedDueTimes: true,
  firstSkippedDueAt: true,
  lastSkippedDueAt: true,
  startedAt: true,
  preparedAt: true,
  plannedAt: true,
  heldAt: true,
  approvedAt: true,
  deliveredAt: true,
  finishedAt: true,
  cancelRequestedAt: true,
  pausedUntil: true,
  pauseReason: true,
  errorCode: true,
  errorMessage: true,
  planChanged: true,
  rowsRead: true,
  rowsUnchanged: true,
  rowsCreated: true,
  rowsUpdated: true,
  rowsSkipped: true,
  rowsRejected: true,
  rowsCancelled: true,
  rowsWouldCreate: true,
  rowsWouldUpdate: true,
  keysWouldRemove: true,
  keysMissing: true,
} satisfies Prisma.RunSelect;

export type RunFacts = Prisma.RunGetPayload<{ select: typeof runFactsSelect }>;

type EndFacts = Pick<
  RunFacts,
  | "errorCode"
  | "cancelRequestedAt"
  | "isDryRun"
  | "plannedAt"
  | "heldAt"
  | "approvedAt"
  | "deliveredAt"
  | "rowsRejected"
>;
export type EndStatus = Extract<RunStatus, "completed" | "completed_with_rejects" | "failed" | "cancelled" | "stopped">;

/** How a run has ended, or ends with these facts. */
export function deriveEnd(run: EndFacts): EndStatus {
  if (run.errorCode) return "failed";
  // A cancel that came when everything was done already has cancelled nothing.
  if (run.cancelRequestedAt && !(run.isDryRun ? run.plannedAt : run.deliveredAt)) {
    return run.heldAt && !run.approvedAt ? "stopped" : "cancelled";
  }
  return run.rowsRejected > 0 ? "completed_with_rejects" : "completed";
}

/** The status of a run, from its facts. */
export function deriveRunStatus(run: Omit<RunFacts, "id" | "syncId" | "trigger">): RunStatus {
  if (run.finishedAt) return deriveEnd(run);
  if (run.cancelRequestedAt) return "cancelling";
  if (run.pausedUntil) return "waiting";
  if (!run.startedAt) return "queued";
  if (!run.preparedAt) return "preparing";
  if (!run.plannedAt) return "planning";
  if (run.isDryRun) return "finishing";
  if (run.heldAt && !run.approvedAt) return "held";
  return run.deliveredAt ? "finishing" : "delivering";
}

/** What the schedule has to do with a run: when it was due, and what it stood in the way of. */
export function viewDueTimes(run: RunFacts): DueTimesView {
  const { firstSkippedDueAt: first, lastSkippedDueAt: last } = run;
  return {
    dueAt: run.dueAt?.toISOString() ?? null,
    missedDueTimes: run.missedDueTimes,
    skippedDue:
      first && last ? { times: run.skippedDueTimes, first: first.toISOString(), last: last.toISOString() } : null,
  };
}

/** What a dry run has found; null of a run that sends. */
export function viewDryRun(run: RunFacts): DryRun | null {
  if (!run.isDryRun) return null;
  return { wouldCreate: run.rowsWouldCreate, wouldUpdate: run.rowsWouldUpdate, wouldRemove: run.keysWouldRemove };
}

export function viewLedger(run: RunFacts): Ledger {
  return {
    read: run.rowsRead,
    unchanged: run.rowsUnchanged,
    created: run.rowsCreated,
    updated: run.rowsUpdated,
    skipped: run.rowsSkipped,
    rejected: run.rowsRejected,
    cancelled: run.rowsCancelled,
  };
}
