import { RunTrigger } from "../api/run-status-schema";
import { SourceQuery } from "../api/sources";
import {
  DuplicateRule,
  Guard,
  Mapping,
  type NeighbourView,
  type RunGlance,
  Schedule,
  type SyncListItem,
  type SyncView,
  VanishedMode,
  WriteMode,
} from "../api/syncs";
import { blockSelect, findBlock } from "../connections/why-blocked";
import type { Prisma } from "../generated/prisma/client";
import { deriveRunStatus, type RunFacts, runFactsSelect, viewDryRun, viewLedger } from "../runs/run-status";
import { describeSchedule } from "./describe-schedule";

export const syncSelect = {
  id: true,
  name: true,
  sourceId: true,
  portalId: true,
  query: true,
  objectTypeId: true,
  objectLabel: true,
  mapping: true,
  mode: true,
  duplicates: true,
  vanished: true,
  guard: true,
  schedule: true,
  timeZone: true,
  pausedAt: true,
  nextDueAt: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  source: { select: { name: true } },
  portal: { select: { ...blockSelect, domain: true } },
} satisfies Prisma.SyncSelect;

export type SyncRow = Prisma.SyncGetPayload<{ select: typeof syncSelect }>;

/** The syncs that a schedule ties to another one. */
export interface Neighbours {
  readonly runsAfter: NeighbourView | null;
  readonly followers: NeighbourView[];
}

export function viewSync(sync: SyncRow, neighbours: Neighbours): SyncView {
  const schedule = Schedule.parse(sync.schedule);
  return {
    id: sync.id,
    name: sync.name,
    sourceId: sync.sourceId,
    sourceName: sync.source.name,
    query: SourceQuery.parse(sync.query),
    portalId: sync.portalId,
    portalName: sync.portal.domain,
    objectTypeId: sync.objectTypeId,
    objectLabel: sync.objectLabel,
    mode: WriteMode.parse(sync.mode),
    duplicates: DuplicateRule.parse(sync.duplicates),
    vanished: VanishedMode.parse(sync.vanished),
    guard: Guard.parse(sync.guard),
    mapping: Mapping.parse(sync.mapping),
    schedule,
    scheduleWords: describeSchedule(schedule, sync.timeZone, neighbours.runsAfter?.name ?? null),
    timeZone: sync.timeZone,
    pausedAt: sync.pausedAt?.toISOString() ?? null,
    nextDueAt: sync.nextDueAt?.toISOString() ?? null,
    whyBlocked: findBlock(sync.portal, sync)?.reason ?? null,
    ...neighbours,
    version: sync.version,
    createdAt: sync.createdAt.toISOString(),
    updatedAt: sync.updatedAt.toISOString(),
  };
}

const RECENT_RUNS = 10;

/** The newest runs of a sync, or its newest dry runs: each has its own ten, so that many checks hide no run. */
export function selectRecentRuns(isDryRun: boolean) {
  return {
    where: { isDryRun },
    orderBy: { requestedAt: "desc" },
    take: RECENT_RUNS,
    select: runFactsSelect,
  } satisfies Prisma.Sync$runsArgs;
}

export const syncListSelect = { ...syncSelect, runs: selectRecentRuns(false) } satisfies Prisma.SyncSelect;

export function viewSyncListItem(
  sync: Prisma.SyncGetPayload<{ select: typeof syncListSelect }>,
  dryRuns: readonly RunFacts[],
  afterName: string | null,
): SyncListItem {
  const [lastRun] = sync.runs;
  const newestFirst = [...sync.runs, ...dryRuns].sort((a, b) => b.requestedAt.getTime() - a.requestedAt.getTime());
  const query = SourceQuery.parse(sync.query);
  const schedule = Schedule.parse(sync.schedule);
  return {
    id: sync.id,
    name: sync.name,
    sourceName: sync.source.name,
    portalName: sync.portal.domain,
    objectLabel: sync.objectLabel,
    queryLabel: query.kind === "table" ? `${query.schema}.${query.table}` : "SQL query",
    schedule,
    scheduleWords: describeSchedule(schedule, sync.timeZone, afterName),
    timeZone: sync.timeZone,
    pausedAt: sync.pausedAt?.toISOString() ?? null,
    nextDueAt: sync.nextDueAt?.toISOString() ?? null,
    whyBlocked: findBlock(sync.portal, sync)?.reason ?? null,
    recentRuns: newestFirst.slice(0, RECENT_RUNS).map(viewRunGlance),
    lastRun: lastRun ? viewRunGlance(lastRun) : null,
  };
}

function viewRunGlance(run: RunFacts): RunGlance {
  return {
    id: run.id,
    status: deriveRunStatus(run),
    trigger: RunTrigger.parse(run.trigger),
    requestedAt: run.requestedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    ledger: viewLedger(run),
    dryRun: viewDryRun(run),
    errorMessage: run.errorMessage,
  };
}
