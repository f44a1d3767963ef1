import type { RunView } from "@/lib/api/runs";

export interface DeliveryProgress {
  readonly delivered: number;
  readonly planned: number;
  /** From 0 to 1. */
  readonly share: number;
  /** Null until enough was delivered to tell. */
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

const LEAST_SECONDS = 1;

/**
 * How far delivering is at `now` (milliseconds); null before there is a plan, and when the plan has nothing to send.
 * A run that waits has no pace: its rest is a matter of the pause, not of the rows.
 */
export function measureProgress(
  run: Pick<RunView, "status" | "steps" | "rowsPlanned" | "rowsDelivered">,
  now: number,
): DeliveryProgress | null {
  const { rowsPlanned: planned, rowsDelivered: delivered } = run;
  if (planned === null || planned === 0) return null;
  const rowsPerSecond = run.status === "delivering" ? measurePace(run, now) : null;
  return {
    delivered,
    planned,
    share: Math.min(1, delivered / planned),
    rowsPerSecond,
    secondsLeft: rowsPerSecond === null ? null : Math.max(0, Math.ceil((planned - delivered) / rowsPerSecond)),
  };
}

function measurePace({ steps, rowsDelivered }: Pick<RunView, "steps" | "rowsDelivered">, now: number): number | null {
  const startedAt = steps.find((step) => step.name === "deliver")?.startedAt;
  if (!startedAt || rowsDelivered === 0) return null;
  const seconds = (now - Date.parse(startedAt)) / 1000;
  return seconds < LEAST_SECONDS ? null : rowsDelivered / seconds;
}
