import { getDb } from "../db";
import { listGuardReasons } from "../engine/guard";
import { AppError } from "../errors";
import { isFullRun } from "./full-runs";
import { RunSnapshot } from "./run-snapshot";
import { isRunOver } from "./run-work";

export type GuardResult =
  | { readonly kind: "open" }
  | { readonly kind: "over" }
  /** A person has to decide; look again after so long, or when somebody has. */
  | { readonly kind: "held"; readonly forMs: number };

const MINUTE_MS = 60_000;
const PATIENCE_MS = 7 * 24 * 60 * MINUTE_MS;
/** How many runs that ended well say what is usual, and how many it takes at least. */
const USUAL_RUNS = 10;
const LEAST_USUAL_RUNS = 3;

/**
 * Compares a plan with the sync's limits before anything is written. Past one of them the run waits until a person has
 * approved or discarded it, with the reasons; after a week it gives up. Asking again changes nothing.
 */
export async function guardRun(runId: string): Promise<GuardResult> {
  const db = getDb();
  const run = await db.run.findUniqueOrThrow({ where: { id: runId } });
  if (isRunOver(run)) return { kind: "over" };
  if (run.approvedAt) return { kind: "open" };
  const { vanished, guard, rows } = RunSnapshot.parse(run.snapshot);
  const isPartial = rows.kind !== "source";
  const reasons = listGuardReasons(
    {
      vanished: run.keptReason === null ? vanished : "keep",
      read: run.rowsRead,
      fresh: run.planFresh,
      rejected: run.planRejected,
      known: run.keysKnown,
      missing: run.keysMissing,
      usualRows: isPartial ? null : await readUsualRows(run.syncId),
    },
    // What share of them is rejected again says nothing of the source.
    isPartial ? { ...guard, rejectedShare: null } : guard,
  );
  if (reasons.length === 0) return { kind: "open" };
  if (run.isDryRun) {
    // It tells what would hold a run, and has nothing that could be held.
    await db.run.updateMany({ where: { id: runId, finishedAt: null }, data: { guardReasons: reasons } });
    return { kind: "open" };
  }
  const now = new Date();
  const heldAt = run.heldAt ?? now;
  const heldMs = now.getTime() - heldAt.getTime();
  if (heldMs >= PATIENCE_MS) {
    throw new AppError("not_approved", `Nobody approved this run within a week. ${reasons.join(" ")}`);
  }
  await db.run.updateMany({
    where: { id: runId, heldAt: null, finishedAt: null },
    data: { heldAt, guardReasons: reasons },
  });
  // A decision that comes before anybody listens for it is found at the next look; these grow rarer.
  return { kind: "held", forMs: Math.min(Math.max(MINUTE_MS, heldMs), PATIENCE_MS - heldMs) };
}

async function readUsualRows(syncId: string): Promise<number | null> {
  const runs = await getDb().run.findMany({
    where: { syncId, ...isFullRun, finishedAt: { not: null }, errorCode: null, cancelRequestedAt: null },
    orderBy: { id: "desc" },
    take: USUAL_RUNS,
    select: { rowsRead: true },
  });
  if (runs.length < LEAST_USUAL_RUNS) return null;
  const sorted = runs.map(({ rowsRead }) => rowsRead).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
