import type { RunView } from "@/lib/api/runs";

export interface DeliveryProgress {
  readonly delivered: number;
  readonly planned: number;
  /** From 0 to 1. */
  readonly share: number;
  /** Null until enough was delivered to tell. */
  readonly rowsPerSecond: number | null;
  /** From … to: at the pace of all so far, and at that of the last seconds. */
  readonly secondsLeft: readonly [least: number, most: number] | null;
}

const LEAST_SECONDS = 1;

/**
 * How far delivering is at `now` (milliseconds); null before there is a plan, and when the plan has nothing to send.
 * A run that waits has no pace: its rest is a matter of the pause, not of the rows.
 */
export function measureProgress(
  run: Pick<RunView, "status" | "steps" | "rowsPlanned" | "rowsDelivered">,
  now: number,
  recentRowsPerSecond: number | null = null,
): DeliveryProgress | null {
  const { rowsPlanned: planned, rowsDelivered: delivered } = run;
  if (planned === null || planned === 0) return null;
  const rowsPerSecond = run.status === "delivering" ? measurePace(run, now) : null;
  return {
    delivered,
    planned,
    share: Math.min(1, delivered / planned),
    rowsPerSecond,
    secondsLeft: rowsPerSecond === null ? null : spanLeft(planned - delivered, rowsPerSecond, recentRowsPerSecond),
  };
}

/** An estimate is a tenth off at the least. A recent pace of nothing says nothing of what comes. */
function spanLeft(rows: number, overall: number, recent: number | null): readonly [number, number] {
  const paces = recent === null || recent <= 0 ? [overall] : [overall, recent];
  const seconds = paces.map((pace) => Math.max(0, rows) / pace);
  return [Math.floor(Math.min(...seconds) * 0.9), Math.ceil(Math.max(...seconds) * 1.1)];
}

function measurePace({ steps, rowsDelivered }: Pick<RunView, "steps" | "rowsDelivered">, now: number): number | null {
  const startedAt = steps.find((step) => step.name === "deliver")?.startedAt;
  if (!startedAt || rowsDelivered === 0) return null;
  const seconds = (now - Date.parse(startedAt)) / 1000;
  return seconds < LEAST_SECONDS ? null : rowsDelivered / seconds;
}
