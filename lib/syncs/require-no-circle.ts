import { Schedule } from "../api/syncs";
import type { Db } from "../db";
import { AppError } from "../errors";

interface Saved {
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
}

/**
 * Refuses a sync that would run after itself, by whatever way round, and names the way. For the transaction that saves it,
 * in which the schedules of the workspace stand still: of two that close a circle together, the second is refused.
 */
export async function requireNoCircle(db: Pick<Db, "sync" | "$executeRaw">, saved: Saved, schedule: Schedule) {
  if (schedule.kind !== "after") return;
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`schedules ${saved.workspaceId}`}, 0))`;
  const way = [saved.name];
  for (let next: string | null = schedule.syncId; next !== null; ) {
    if (next === saved.id) throw circle([...way, saved.name]);
    const sync: { name: string; schedule: unknown } | null = await db.sync.findUnique({
      where: { id: next, workspaceId: saved.workspaceId },
      select: { name: true, schedule: true },
    });
    // No circle is longer than this, since none was ever saved; it is only not to be asked of forever.
    if (!sync || way.length > 10_000) return;
    way.push(sync.name);
    const following: Schedule = Schedule.parse(sync.schedule);
    next = following.kind === "after" ? following.syncId : null;
  }
}

function circle(way: readonly string[]): AppError {
  const [name] = way;
  if (way.length === 2) {
    return new AppError("invalid_input", `${name} can't run after itself. Choose another sync, or another schedule.`);
  }
  const said = way.join(", which runs after ");
  return new AppError(
    "invalid_input",
    `${said}: none of them would ever start. Choose another sync, or another schedule.`,
  );
}
