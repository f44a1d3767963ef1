import type { DayRows } from "../api/runs";
import type { Actor } from "../auth/actor";
import { getPool } from "../db";

const DAYS = 30;

/** What became of rows in the last thirty days of UTC, today among them, the oldest first; of runs that have ended. */
export async function sumDays({ workspaceId }: Actor): Promise<DayRows[]> {
  const { rows } = await getPool().query<DayRows>(
    `with days as (
       select generate_series(date_trunc('day', now() at time zone 'UTC') - $2 * interval '1 day',
         date_trunc('day', now() at time zone 'UTC'), interval '1 day') as day
     ), sums as (
       select date_trunc('day', "requestedAt" at time zone 'UTC') as day, count(*) as runs,
         sum("rowsCreated") as created, sum("rowsUpdated") as updated, sum("rowsRejected") as rejected
       from "Run"
       where "workspaceId" = $1 and not "isDryRun" and "finishedAt" is not null
         and "requestedAt" >= (select min(day) from days) at time zone 'UTC'
       group by 1
     )
     select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(runs, 0)::int as runs, coalesce(created, 0)::float8 as created,
       coalesce(updated, 0)::float8 as updated, coalesce(rejected, 0)::float8 as rejected
     from days left join sums on sums.day = days.day order by days.day`,
    [workspaceId, DAYS - 1],
  );
  return rows;
}
