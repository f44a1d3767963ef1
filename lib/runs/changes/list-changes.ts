import type { RunChanges } from "../../api/run-changes";
import { RunTrigger } from "../../api/run-status-schema";
import type { Actor } from "../../auth/actor";
import { notFound, requireId } from "../../auth/require-id";
import { getDb } from "../../db";
import { RunSnapshot } from "../run-snapshot";
import { compareSnapshots, type NameOf } from "./compare-snapshots";

const MOST_EVENTS = 20;

/** What changed in a sync between a run and the one before it, and who changed it. Dry runs are passed over. */
export async function listChanges(actor: Actor, { runId }: { runId: string }): Promise<RunChanges> {
  const { workspaceId } = actor;
  const db = getDb();
  const run = await db.run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId },
    select: { id: true, syncId: true, snapshot: true, requestedAt: true },
  });
  if (!run) throw notFound("run");
  const previous = await db.run.findFirst({
    where: { workspaceId, syncId: run.syncId, isDryRun: false, id: { lt: run.id } },
    orderBy: { id: "desc" },
    select: { id: true, trigger: true, requestedAt: true, snapshot: true },
  });
  if (!previous) return { previous: null, changes: [], events: [] };
  const [before, after] = [previous, run].map(({ snapshot }) => RunSnapshot.parse(snapshot));
  const nameOf = await readNames(actor);
  const changes = before && after ? compareSnapshots(before, after, nameOf) : [];
  const { id, trigger, requestedAt } = previous;
  return {
    previous: { id, trigger: RunTrigger.parse(trigger), requestedAt: requestedAt.toISOString() },
    changes,
    events: changes.length === 0 ? [] : await listEvents(actor, run, requestedAt),
  };
}

async function readNames({ workspaceId }: Actor): Promise<NameOf> {
  const [sources, portals] = await Promise.all([
    getDb().source.findMany({ where: { workspaceId }, select: { id: true, name: true } }),
    getDb().portal.findMany({ where: { workspaceId }, select: { id: true, domain: true } }),
  ]);
  const names = new Map([
    ...sources.map(({ id, name }) => [id, name] as const),
    ...portals.map(({ id, domain }) => [id, domain] as const),
  ]);
  return (id) => names.get(id) ?? "one that was deleted";
}

async function listEvents(
  { workspaceId }: Actor,
  { syncId, requestedAt }: { syncId: string; requestedAt: Date },
  since: Date,
): Promise<RunChanges["events"]> {
  const events = await getDb().auditEvent.findMany({
    where: {
      workspaceId,
      targetId: syncId,
      action: { in: ["sync.updated", "sync.fixed"] },
      createdAt: { gte: since, lte: requestedAt },
    },
    orderBy: { id: "desc" },
    take: MOST_EVENTS,
    select: { createdAt: true, summary: true, user: { select: { name: true } } },
  });
  return events.map(({ createdAt, summary, user }) => ({
    at: createdAt.toISOString(),
    by: user?.name ?? null,
    summary,
  }));
}
