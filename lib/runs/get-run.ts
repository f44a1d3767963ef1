import { RunTrigger } from "../api/run-status-schema";
import type { Forecast, RetryView, RunLink, RunStep, RunView } from "../api/runs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { forecastCalls, smallestAllowance } from "../engine/forecast";
import { readEnv } from "../env";
import type { Prisma } from "../generated/prisma/client";
import { findRetryBlock } from "./find-retry-block";
import { runListSelect, viewRunListItem } from "./list-runs";
import { codesNotRetried } from "./retryable-codes";
import { viewCauses } from "./run-cause-views";
import { RunSnapshot } from "./run-snapshot";
import type { RunFacts } from "./run-status";
import { runFilesSelect, viewFiles } from "./view-files";
import { readDecision, readHeldPlan } from "./view-held";
import { readWaitingValues } from "./waiting-files";

const linkSelect = { id: true, trigger: true, requestedAt: true } satisfies Prisma.RunSelect;

const runSelect = {
  ...runListSelect,
  ...runFilesSelect,
  planSkipped: true,
  planFresh: true,
  planCalls: true,
  allowanceCalls: true,
  allowanceMs: true,
  rowsResent: true,
  keysCleared: true,
  keysArchived: true,
  keysRefused: true,
  keptReason: true,
  refusedSamples: true,
  rowsWarned: true,
  warningSamples: true,
  rowsIncomplete: true,
  incompleteSamples: true,
  snapshot: true,
  after: { select: { id: true, sync: { select: { name: true } } } },
  origin: { select: linkSelect },
  takers: { orderBy: { id: "desc" }, take: 20, select: linkSelect },
} satisfies Prisma.RunSelect;

export async function getRun(actor: Actor, { runId }: { runId: string }): Promise<RunView> {
  const id = requireId(runId, "run");
  const db = getDb();
  const [run, chunks, causes] = await Promise.all([
    db.run.findUnique({ where: { id, workspaceId: actor.workspaceId }, select: runSelect }),
    db.runChunk.aggregate({ where: { runId: id, run: { workspaceId: actor.workspaceId } }, _sum: { calls: true } }),
    viewCauses(id),
  ]);
  if (!run) throw notFound("run");
  const { portalId, objectTypeId, mode, vanished, isFull, draft } = RunSnapshot.parse(run.snapshot);
  return {
    ...viewRunListItem(run),
    steps: viewSteps(run),
    rowsDelivered:
      run.rowsCreated + run.rowsUpdated + run.rowsSkipped + run.rowsRejected - run.planRejected - run.planSkipped,
    skippedByPlan: run.planSkipped,
    callsMade: chunks._sum.calls ?? 0,
    keysMissing: run.keysMissing,
    keysCleared: run.keysCleared,
    keysArchived: run.keysArchived,
    keysRefused: run.keysRefused,
    keptReason: run.keptReason,
    refusedSamples: run.refusedSamples,
    vanished,
    guardReasons: run.guardReasons,
    approvedAt: run.approvedAt?.toISOString() ?? null,
    decision: await readDecision(actor.workspaceId, run),
    heldPlan: await readHeldPlan(run, { mode }),
    rowsWarned: run.rowsWarned,
    warningSamples: run.warningSamples,
    rowsIncomplete: run.rowsIncomplete,
    incompleteSamples: run.incompleteSamples,
    cancelRequestedAt: run.cancelRequestedAt?.toISOString() ?? null,
    pausedUntil: run.pausedUntil?.toISOString() ?? null,
    pauseReason: run.pauseReason,
    errorCode: run.errorCode,
    causes,
    retry: await viewRetry(run),
    startedAfter: run.after && { id: run.after.id, syncName: run.after.sync.name },
    origin: run.origin && viewLink(run.origin),
    takers: run.takers.map(viewLink),
    hasReport: run.filesReadyAt !== null && run.filesDeletedAt === null,
    files: viewFiles(run),
    valuesWaiting: await readWaitingValues(run.id),
    syncVersion: run.syncVersion,
    portalId,
    objectTypeId,
    mode,
    isFull,
    forecast: run.isDryRun && run.plannedAt ? await forecast(run, portalId) : null,
    isDraft: draft !== null,
    rowsResent: run.rowsResent,
  };
}

/** By the share that is left to other apps now: whoever changes it sees what that changes. */
async function forecast(
  { planCalls: calls, allowanceCalls, allowanceMs }: Pick<RunRow, "planCalls" | "allowanceCalls" | "allowanceMs">,
  portalId: string,
): Promise<Forecast> {
  const portal = await getDb().portal.findUnique({ where: { id: portalId }, select: { reserveShare: true } });
  const allowance =
    allowanceCalls !== null && allowanceMs !== null
      ? { calls: allowanceCalls, intervalMs: allowanceMs }
      : smallestAllowance;
  const reserveShare = portal?.reserveShare ?? readEnv().HUBSPOT_RESERVE_SHARE;
  return { calls, ...forecastCalls(calls, allowance, reserveShare), allowance };
}

type RunRow = Prisma.RunGetPayload<{ select: typeof runSelect }>;

function viewLink({ id, trigger, requestedAt }: NonNullable<RunRow["origin"]>): RunLink {
  return { id, trigger: RunTrigger.parse(trigger), requestedAt: requestedAt.toISOString() };
}

async function viewRetry(run: RunRow): Promise<RetryView> {
  const [block, open] = await Promise.all([
    findRetryBlock(run),
    getDb().rejectCause.aggregate({
      where: { runId: run.id, code: { notIn: codesNotRetried } },
      _sum: { rows: true, settledRows: true },
    }),
  ]);
  return {
    rows: (open._sum.rows ?? 0) - (open._sum.settledRows ?? 0),
    whyNot: block?.reason ?? null,
    newerRunId: block?.newerRunId ?? null,
  };
}

function viewSteps(run: RunFacts): RunStep[] {
  const { isDryRun, startedAt, preparedAt, plannedAt, deliveredAt, finishedAt } = run;
  const steps = [
    { name: "prepare", from: startedAt, to: preparedAt },
    { name: "plan", from: preparedAt, to: plannedAt },
    // What a person took to approve is no part of it.
    ...(isDryRun ? [] : [{ name: "deliver" as const, from: run.heldAt ? run.approvedAt : plannedAt, to: deliveredAt }]),
    { name: "finish", from: isDryRun ? plannedAt : deliveredAt, to: finishedAt },
  ] as const;
  return steps.map(({ name, from, to }) => {
    // A run that ended early ended in the step that it was in.
    const end = from ? (to ?? finishedAt) : null;
    return { name, startedAt: from?.toISOString() ?? null, endedAt: end?.toISOString() ?? null };
  });
}
