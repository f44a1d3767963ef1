import type pg from "pg";

interface Delivered {
  readonly runId: string;
  /** Since delivering began. */
  readonly seconds: number;
  readonly calls: number;
  readonly rows: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** In a query of a run: for how long it has been delivered; what a person took to approve it is no part of that. */
export const secondsOfDelivery = `greatest(0, extract(epoch from now() - coalesce("approvedAt", "plannedAt")))::int`;

/**
 * Adds what was delivered to the run's pace, in the transaction that records it. The spans grow with the run's age, each
 * a part of the next, so that a day of delivering takes some 370 of them.
 */
export async function notePace(client: pg.ClientBase, { runId, seconds, calls, rows }: Delivered): Promise<void> {
  if (calls === 0 && rows === 0) return;
  const span = chooseSpan(seconds);
  await client.query(
    `insert into bulk.run_pace (run_id, at, seconds, calls, rows) values ($1, $2, $3, $4, $5)
     on conflict (run_id, at) do update
       set calls = run_pace.calls + excluded.calls, rows = run_pace.rows + excluded.rows`,
    [runId, Math.floor(seconds / span) * span, span, calls, rows],
  );
}

/** How many seconds are told together, so long after delivering began. */
export function chooseSpan(seconds: number): number {
  if (seconds < MINUTE) return 1;
  if (seconds < 10 * MINUTE) return 5;
  return seconds < 2 * HOUR ? MINUTE : 15 * MINUTE;
}
