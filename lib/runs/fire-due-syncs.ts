import { Schedule } from "../api/syncs";
import { blockSelect, findBlock } from "../connections/why-blocked";
import { type Db, getDb } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { countDueTimes, type DueTimes, nextFireTime } from "../syncs/schedule";
import { type AskForRun, recordRun, requestedSyncSelect } from "./request-run";

const MOST_AT_ONCE = 200;

const dueSelect = {
  ...requestedSyncSelect,
  schedule: true,
  timeZone: true,
  nextDueAt: true,
  dueAfterRunId: true,
} satisfies Prisma.SyncSelect;

type DueSync = Prisma.SyncGetPayload<{ select: typeof dueSelect }>;

/**
 * Starts the syncs whose time has come, each once: whoever moves `nextDueAt` on owns that firing. A sync that can't go
 * well (its portal to reconnect, a scope missing) keeps its time and is started as soon as it can. Of several due times
 * that have passed by then one run is started, which says so. Where a run is under way still, they are skipped, and that
 * run says so; a sync that runs after another one waits for it instead.
 */
export async function fireDueSyncs(now: Date, askForRun: AskForRun): Promise<{ started: number; skipped: number }> {
  const db = getDb();
  const isDue = { nextDueAt: { lte: now }, pausedAt: null };
  const due = await db.sync.findMany({
    where: { ...isDue, NOT: await listBlockedTargets(isDue) },
    orderBy: { nextDueAt: "asc" },
    take: MOST_AT_ONCE,
    select: dueSelect,
  });
  let started = 0;
  for (const sync of due) {
    const runId = await fire(sync, now);
    if (runId === null) continue;
    started += 1;
    await askForRun({ runId, syncId: sync.id, portalId: sync.portalId });
  }
  return { started, skipped: due.length - started };
}

/** By portal and object type: what blocks a sync blocks all others with the same target. */
async function listBlockedTargets(isDue: Prisma.SyncWhereInput) {
  const db = getDb();
  const targets = await db.sync.groupBy({ by: ["portalId", "objectTypeId"], where: isDue });
  const portals = await db.portal.findMany({
    where: { id: { in: targets.map(({ portalId }) => portalId) } },
    select: { ...blockSelect, id: true },
  });
  return targets.filter(({ portalId, objectTypeId }) => {
    const portal = portals.find(({ id }) => id === portalId);
    return !portal || findBlock(portal, { objectTypeId, objectLabel: objectTypeId }) !== null;
  });
}

/** The run that was recorded; null where one is under way already, or somebody else owns this firing. */
async function fire(due: DueSync, now: Date): Promise<string | null> {
  const { schedule: _, timeZone: __, nextDueAt, dueAfterRunId: afterRunId, ...sync } = due;
  const schedule = Schedule.parse(due.schedule);
  const dueAt = nextDueAt ?? now;
  const dueTimes = countDueTimes(schedule, due.timeZone, dueAt, now);
  const firing = { syncId: sync.id, dueAt, dueTimes, next: nextFireTime(schedule, due.timeZone, now, dueAt) };
  try {
    // With the run, so that a process that dies here loses no firing.
    return await getDb().$transaction(async (db) => {
      if (!(await takeFiring(db, firing))) return null;
      return recordRun(db, sync, { trigger: "schedule", dueAt, missedDueTimes: dueTimes.times - 1, afterRunId });
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    // What the other sync has brought since this one's run began would be left out: it starts when that run has ended.
    if (schedule.kind === "after") return null;
    await skipFiring(firing);
    return null;
  }
}

interface Firing {
  readonly syncId: string;
  readonly dueAt: Date;
  readonly dueTimes: DueTimes;
  readonly next: Date | null;
}

/** False when somebody else has taken it. */
async function takeFiring(db: Pick<Db, "sync">, { syncId, dueAt, next }: Firing): Promise<boolean> {
  const { count } = await db.sync.updateMany({
    where: { id: syncId, nextDueAt: dueAt, pausedAt: null },
    data: { nextDueAt: next, dueAfterRunId: null },
  });
  return count > 0;
}

/** Keeps it in the run that stands in the way: that is the reason. If it has ended meanwhile, the next look starts one. */
async function skipFiring(firing: Firing): Promise<void> {
  const { syncId, dueAt, dueTimes } = firing;
  const ended = new Error("The run has ended.");
  await getDb()
    .$transaction(async (db) => {
      if (!(await takeFiring(db, firing))) return;
      const count = await db.$executeRaw`
        update "Run" set "skippedDueTimes" = "skippedDueTimes" + ${dueTimes.times},
          "firstSkippedDueAt" = coalesce("firstSkippedDueAt", ${dueAt}), "lastSkippedDueAt" = ${dueTimes.last}
        where "syncId" = ${syncId}::uuid and "finishedAt" is null and not "isDryRun"`;
      if (count === 0) throw ended;
    })
    .catch((error: unknown) => {
      if (error !== ended) throw error;
    });
}
