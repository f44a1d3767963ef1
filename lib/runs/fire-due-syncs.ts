import { Schedule } from "../api/syncs";
import { getDb } from "../db";
import { AppError } from "../errors";
import { log } from "../log";
import { nextFireTime } from "../syncs/schedule";
import { type AskForRun, requestedSyncSelect, requestRun } from "./request-run";

const MOST_AT_ONCE = 200;

/** Starts the syncs whose time has come, each once: whoever moves `nextDueAt` on owns that firing. */
export async function fireDueSyncs(now: Date, askForRun: AskForRun): Promise<{ started: number; skipped: number }> {
  const db = getDb();
  const due = await db.sync.findMany({
    where: { nextDueAt: { lte: now }, pausedAt: null, portal: { disconnectedAt: null, reconnectReason: null } },
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

async function startDue(sync: Parameters<typeof requestRun>[0], askForRun: AskForRun): Promise<boolean> {
  try {
    await requestRun(sync, "schedule", askForRun);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    log.info({ syncId: sync.id }, "a scheduled run was skipped: the one before it is still under way");
    return false;
  }
}
