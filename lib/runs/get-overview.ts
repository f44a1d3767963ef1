import { type OverviewView, RejectStage, type StripRun } from "../api/runs";
import type { Actor } from "../auth/actor";
import { describePortal } from "../connections/describe-portal";
import { blockSelect, findBlock } from "../connections/why-blocked";
import { getDb } from "../db";
import { describeWayOut } from "../engine/describe-resend";
import { explainCause } from "./explain-cause";
import { deriveRunStatus, type RunFacts, runFactsSelect, viewLedger } from "./run-status";
import { sumDays } from "./sum-days";

const DAY_MS = 24 * 60 * 60_000;
const STRIP_RUNS = 30;

/** What a person who comes in wants to know first. */
export async function getOverview(actor: Actor): Promise<OverviewView> {
  const db = getDb();
  const where = { workspaceId: actor.workspaceId };
  const since = new Date(Date.now() - DAY_MS);
  const [sources, portals, syncs, open, sums, days] = await Promise.all([
    db.source.findMany({ where, select: { id: true, name: true, testFailure: true } }),
    db.portal.findMany({ where, select: { ...blockSelect, id: true, domain: true } }),
    db.sync.findMany({
      where,
      select: {
        id: true,
        name: true,
        portalId: true,
        objectTypeId: true,
        objectLabel: true,
        pausedAt: true,
        runs: { where: { isDryRun: false }, orderBy: { id: "desc" }, take: STRIP_RUNS, select: runFactsSelect },
      },
    }),
    db.openCause.groupBy({
      by: ["syncId", "stage", "code"],
      where: { ...where, closedAt: null, ignoredAt: null },
      _count: true,
      _sum: { rows: true },
    }),
    db.run.aggregate({
      where: { ...where, isDryRun: false, finishedAt: { gt: since } },
      _count: true,
      _sum: {
        rowsRead: true,
        rowsUnchanged: true,
        rowsCreated: true,
        rowsUpdated: true,
        rowsSkipped: true,
        rowsRejected: true,
        rowsCancelled: true,
      },
    }),
    sumDays(actor),
  ]);
  return {
    sources: sources.length,
    portals: portals.filter((portal) => describePortal(portal).status === "connected").length,
    syncs: syncs.length,
    attention: [
      ...portals.flatMap(portalAttention),
      ...portals.flatMap((portal) =>
        scopeAttention(
          portal,
          syncs.filter(({ portalId, pausedAt }) => portalId === portal.id && !pausedAt),
        ),
      ),
      ...sources.flatMap(sourceAttention),
      ...syncs.flatMap(({ name, runs }) => runs.slice(0, 1).flatMap((run) => runAttention(name, run))),
      ...syncs.flatMap((sync) =>
        causeAttention(
          sync,
          open.filter(({ syncId }) => syncId === sync.id),
        ),
      ),
    ],
    lastDay: {
      runs: sums._count,
      read: sums._sum.rowsRead ?? 0,
      unchanged: sums._sum.rowsUnchanged ?? 0,
      created: sums._sum.rowsCreated ?? 0,
      updated: sums._sum.rowsUpdated ?? 0,
      skipped: sums._sum.rowsSkipped ?? 0,
      rejected: sums._sum.rowsRejected ?? 0,
      cancelled: sums._sum.rowsCancelled ?? 0,
    },
    strips: syncs.map(({ id, runs }) => ({ syncId: id, runs: runs.map(viewStripRun) })),
    days,
  };
}

function viewStripRun(run: RunFacts): StripRun {
  const { id, requestedAt, errorMessage } = run;
  return {
    id,
    status: deriveRunStatus(run),
    requestedAt: requestedAt.toISOString(),
    ledger: viewLedger(run),
    errorMessage,
  };
}

type Attention = OverviewView["attention"];

function portalAttention(portal: {
  id: string;
  domain: string;
  disconnectedAt: Date | null;
  reconnectReason: string | null;
}): Attention {
  if (!portal.reconnectReason) return [];
  const title = `${portal.domain} has to be connected again`;
  return [{ id: portal.id, title, detail: portal.reconnectReason, href: "/connections" }];
}

/** A portal that has lost a scope that its syncs need: they stand still until somebody grants it. */
function scopeAttention(
  portal: Parameters<typeof findBlock>[0] & { id: string; domain: string },
  syncs: readonly { objectTypeId: string; objectLabel: string }[],
): Attention {
  const blocks = syncs.flatMap((sync) => findBlock(portal, sync) ?? []);
  const reasons = new Set(blocks.filter(({ code }) => code === "hubspot_scope_missing").map(({ reason }) => reason));
  if (reasons.size === 0) return [];
  const title =
    blocks.length === 1
      ? `A sync of ${portal.domain} stands still`
      : `${blocks.length} syncs of ${portal.domain} stand still`;
  return [{ id: `${portal.id}:scopes`, title, detail: [...reasons].join(" "), href: "/connections" }];
}

function sourceAttention(source: { id: string; name: string; testFailure: string | null }): Attention {
  if (!source.testFailure) return [];
  const title = `The last test of ${source.name} failed`;
  return [{ id: source.id, title, detail: source.testFailure, href: `/connections/sources/${source.id}` }];
}

function runAttention(syncName: string, run: Parameters<typeof deriveRunStatus>[0] & { id: string }): Attention {
  const status = deriveRunStatus(run);
  const href = `/runs/${run.id}`;
  if (status === "failed") {
    return [{ id: run.id, title: `The last run of ${syncName} failed`, detail: run.errorMessage ?? "", href }];
  }
  if (status === "held") {
    const title = `A run of ${syncName} waits for somebody to approve it`;
    return [{ id: run.id, title, detail: "It is past the sync's limits. Nothing has been written yet.", href }];
  }
  return [];
}

/** What is open of a sync's rejects, and ignored by nobody. */
function causeAttention(
  { id, name }: { id: string; name: string },
  open: readonly { stage: string; code: string; _count: number; _sum: { rows: number | null } }[],
): Attention {
  if (open.length === 0) return [];
  const rows = open.reduce((sum, { _sum }) => sum + (_sum.rows ?? 0), 0);
  const causes = open.reduce((sum, { _count }) => sum + _count, 0);
  const places = open.flatMap(({ stage, code }) => explainCause({ stage: RejectStage.parse(stage), code }).fixedIn);
  const title = `${rows.toLocaleString("en")} rejected ${rows === 1 ? "row" : "rows"} of ${name}`;
  const detail = `${causes === 1 ? "One cause is" : `${causes} causes are`} open. ${describeWayOut(places)}`;
  return [{ id: `${id}:causes`, title, detail, href: `/rejects?syncId=${id}` }];
}
