import type pg from "pg";

export interface Due {
  readonly hasTimers: boolean;
  readonly hasCrons: boolean;
  readonly hasGatherings: boolean;
  /** Calls that are due; whether one fits under its limits, the claim will say. */
  readonly hasCalls: boolean;
  /** How long until the next timer, retry, cron, throttled start, batch or debounce, or end of somebody's lease; null where nothing is planned. */
  readonly nextMs: number | null;
}

const nothing: Due = { hasTimers: false, hasCrons: false, hasGatherings: false, hasCalls: false, nextMs: null };

/** One look at everything that has a time, so that an idle executor costs a query every few seconds. */
export async function findDue(pool: pg.Pool): Promise<Due> {
  const { rows } = await pool.query<Due>(
    `select
       exists (select from executor.job where kind not in ('discover', 'step') and due_at <= now()) as "hasTimers",
       exists (select from executor.cron where next_at <= now()) as "hasCrons",
       exists (select from executor.gathering where due_at <= now()) as "hasGatherings",
       exists (
         select from executor.job
         where kind in ('discover', 'step') and due_at <= now() and (lease_until is null or lease_until <= now())
       ) as "hasCalls",
       (
         select (extract(epoch from min(at) - now()) * 1000)::float8 from (
           select min(due_at) as at from executor.job where lease_until is null and due_at > now()
           union all select min(lease_until) from executor.job where lease_until > now()
           union all select min(booked_until - pace_every_ms * pace_ahead * interval '1 ms')
             from executor.job join executor.pace on key = pace_key
             where lease_until is null and booked_until > now() + pace_every_ms * pace_ahead * interval '1 ms'
           union all select min(due_at) from executor.gathering where due_at > now()
           union all select min(next_at) from executor.cron where next_at > now()
         ) as planned
       ) as "nextMs"`,
  );
  return rows[0] ?? nothing;
}
