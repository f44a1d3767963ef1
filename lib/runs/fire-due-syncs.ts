import { Schedule } from "../api/syncs";
import { blockSelect, findBlock } from "../connections/why-blocked";
import { getDb } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { log } from "../log";
import { nextFireTime } from "../syncs/schedule";
import { type AskForRun, requestedSyncSelect, requestRun } from "./request-run";

const MOST_AT_ONCE = 200;

/**
 * Starts the syncs whose time has come, each once: whoever moves `nextDueAt` on owns that firing. A sync that can't go
 * well (its portal to reconnect, a scope missing) keeps its time and is started as soon as it can.
 */
export async function fireDueSyncs(now: Date, askForRun: AskForRun): Promise<{ started: number; skipped: number }> {
  const db = getDb();
  const isDue = { nextDueAt: { lte: now }, pausedAt: null };
  const due = await db.sync.findMany({
    where: { ...isDue, NOT: await listBlockedTargets(isDue) },
    orderBy: { nextDueAt: "asc" },
    take: MOST_AT_ONCE,
    select: { ...requestedSyncSelect, schedule: true, timeZone: true, nextDueAt: true },
  });
  let started = 0;
  for (const { schedule, timeZone, nextDueAt, ...sync } of due) {
    const { count } = await db.sync.updateMany({
      where: { id: sync.id, nextDueAt, pausedAt: null },
      data: { nextDueAt: nextFireTime(Schedule.parse(schedule), timeZone, now, nextDueAt ?? now) },
    });
    if (count === 0) continue;
    if (await startDue(sync, askForRun)) started += 1;
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

async function startDue(sync: Parameters<typeof requestRun>[0], askForRun: AskForRun): Promise<boolean> {
  try {
    await requestRun(sync, { trigger: "schedule" }, askForRun);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    log.info({ syncId: sync.id }, "a scheduled run was skipped: the one before it is still under way");
    return false;
  }
}
