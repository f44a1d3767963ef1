import type pg from "pg";

interface Delivered {
  readonly runId: string;
  readonly begunAt: Date;
  /** When each call was started, in milliseconds since 1970. */
  readonly calls: readonly number[];
  readonly rows: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** In a query of a run: since when it is delivered; what a person took to approve it is no part of that. */
export const deliveryBegan = `coalesce("approvedAt", "plannedAt", "requestedAt")`;

/**
 * Adds what was delivered to the run's pace, in the transaction that records it: a call when it was started, which is
 * what the allowance counts, and rows now. The spans grow with the run's age, each a part of the next, so that a day of
 * delivering takes some 370 of them.
 */
export async function notePace(client: pg.ClientBase, { runId, begunAt, calls, rows }: Delivered): Promise<void> {
  const spans = new Map<number, { seconds: number; calls: number; rows: number }>();
  const add = (at: number, counts: { calls: number; rows: number }) => {
    const age = Math.max(0, (at - begunAt.getTime()) / 1_000);
    const seconds = chooseSpan(age);
    const place = Math.floor(age / seconds) * seconds;
    const known = spans.get(place) ?? { calls: 0, rows: 0 };
    spans.set(place, { seconds, calls: known.calls + counts.calls, rows: known.rows + counts.rows });
  };
  for (const at of calls) add(at, { calls: 1, rows: 0 });
  if (rows > 0) add(Date.now(), { calls: 0, rows });
  if (spans.size === 0) return;
  const sums = [...spans.values()];
  await client.query(
    `insert into bulk.run_pace (run_id, at, seconds, calls, rows)
     select $1, s.* from unnest($2::int[], $3::int[], $4::int[], $5::int[]) s
     on conflict (run_id, at) do update
       set calls = run_pace.calls + excluded.calls, rows = run_pace.rows + excluded.rows`,
    [
      runId,
      [...spans.keys()],
      sums.map(({ seconds }) => seconds),
      sums.map((sum) => sum.calls),
      sums.map((sum) => sum.rows),
    ],
  );
}

/** How many seconds are told together, so long after delivering began. */
export function chooseSpan(seconds: number): number {
  if (seconds < MINUTE) return 1;
  if (seconds < 10 * MINUTE) return 5;
  return seconds < 2 * HOUR ? MINUTE : 15 * MINUTE;
}
