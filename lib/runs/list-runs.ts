import type { RunFilter } from "../api/run-filter";
import { RunTrigger } from "../api/run-status-schema";
import type { RunListItem, RunPage } from "../api/runs";
import type { Actor } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { deriveRunStatus, runFactsSelect, viewDryRun, viewDueTimes, viewLedger } from "./run-status";
import { whereRuns } from "./where-runs";

const PAGE = 50;

export const runListSelect = {
  ...runFactsSelect,
  planRejected: true,
  guardReasons: true,
  sync: {
    select: { name: true, objectLabel: true, source: { select: { name: true } }, portal: { select: { domain: true } } },
  },
} satisfies Prisma.RunSelect;

export async function listRuns(
  actor: Actor,
  { cursor, ...filter }: RunFilter & { cursor?: string | undefined },
): Promise<RunPage> {
  const runs = await getDb().run.findMany({
    // An id of version 7 grows with time: the newest first, and a cursor that new runs don't move.
    where: { ...whereRuns(actor, filter), ...(cursor ? { id: { lt: requireId(cursor, "run") } } : {}) },
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: runListSelect,
  });
  const page = runs.slice(0, PAGE);
  return { runs: page.map(viewRunListItem), nextCursor: runs.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

export function viewRunListItem(run: ListedRun): RunListItem {
  return {
    id: run.id,
    syncId: run.syncId,
    syncName: run.sync.name,
    sourceName: run.sync.source.name,
    portalName: run.sync.portal.domain,
    objectLabel: run.sync.objectLabel,
    status: deriveRunStatus(run),
    trigger: RunTrigger.parse(run.trigger),
    requestedAt: run.requestedAt.toISOString(),
    ...viewDueTimes(run),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    ledger: viewLedger(run),
    dryRun: viewDryRun(run),
    rowsPlanned: run.plannedAt ? run.planChanged : null,
    rejectedByPreflight: run.planRejected,
    errorMessage: run.errorMessage,
    reason: explainStatus(run),
  };
}

type ListedRun = Prisma.RunGetPayload<{ select: typeof runListSelect }>;

function explainStatus(run: ListedRun): string | null {
  switch (deriveRunStatus(run)) {
    case "failed":
      return run.errorMessage;
    case "waiting":
      return run.pauseReason;
    case "held":
    case "stopped":
      return run.guardReasons.join(" ") || null;
    default:
      return null;
  }
}
