import { RunTrigger } from "../api/run-status";
import type { RunListItem, RunPage } from "../api/runs";
import type { Actor } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { deriveRunStatus, runFactsSelect, viewDryRun, viewDueTimes, viewLedger } from "./run-status";

const PAGE = 50;

export const runListSelect = {
  ...runFactsSelect,
  sync: {
    select: { name: true, objectLabel: true, source: { select: { name: true } }, portal: { select: { domain: true } } },
  },
} satisfies Prisma.RunSelect;

export async function listRuns(
  actor: Actor,
  { syncId, cursor }: { syncId?: string | undefined; cursor?: string | undefined },
): Promise<RunPage> {
  const runs = await getDb().run.findMany({
    where: { workspaceId: actor.workspaceId, ...(syncId ? { syncId: requireId(syncId, "sync") } : {}) },
    // An id of version 7 grows with time: the newest first, and a cursor that new runs don't move.
    orderBy: { id: "desc" },
    take: PAGE + 1,
    ...(cursor ? { cursor: { id: requireId(cursor, "run") }, skip: 1 } : {}),
    select: runListSelect,
  });
  const page = runs.slice(0, PAGE);
  return { runs: page.map(viewRunListItem), nextCursor: runs.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

export function viewRunListItem(run: Prisma.RunGetPayload<{ select: typeof runListSelect }>): RunListItem {
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
    errorMessage: run.errorMessage,
  };
}
