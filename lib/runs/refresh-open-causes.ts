import type pg from "pg";
import { partialTriggers } from "./full-runs";

/**
 * What is open of a sync, by cause: of the runs since the last complete full run, whatever nothing later took. A full run
 * and the retries and uploads after it are a generation; of several (the later full runs have failed, or were cancelled)
 * the newest that has a cause tells of it, so that rows which two of them read count once.
 */
const refresh = `
  with complete as (
    select id from "Run"
    where "syncId" = $1 and not "isDryRun" and trigger <> all($2::text[]) and "plannedAt" is not null
      and "finishedAt" is not null and "errorCode" is null
      and ("cancelRequestedAt" is null or "deliveredAt" is not null)
    order by id desc limit 1
  ), since as (
    select id, "workspaceId", "finishedAt",
      count(*) filter (where trigger <> all($2::text[])) over (order by id) as generation
    from "Run"
    where "syncId" = $1 and not "isDryRun" and "plannedAt" is not null and "finishedAt" is not null
      and id >= all (select id from complete)
  ), found as (
    select s.id as run, s."workspaceId", s."finishedAt", s.generation, c.stage, c.code, c.property, c.option, c.message,
      c.rows - c."settledRows" as open,
      max(s.generation) over (partition by c.stage, c.code, c.property, c.option) as newest
    from since s join "RejectCause" c on c."runId" = s.id
  ), open as (
    select stage, code, property, option, sum(open)::int as rows,
      (array_agg(run order by run desc) filter (where open > 0))[1] as run,
      (array_agg("workspaceId"))[1] as workspace,
      (array_agg("finishedAt" order by run desc) filter (where open > 0))[1] as seen_at,
      (array_agg(message order by run desc) filter (where open > 0))[1] as message
    from found where generation = newest
    group by stage, code, property, option having sum(open) > 0
  ), closed as (
    update "OpenCause" o set "closedAt" = now(), rows = 0
    where "syncId" = $1 and "closedAt" is null and not exists (
      select 1 from open where (open.stage, open.code, open.property, open.option) = (o.stage, o.code, o.property, o.option))
  )
  insert into "OpenCause" as o
    (id, "workspaceId", "syncId", stage, code, property, option, message, rows, "openedAt", "lastSeenAt", "lastRunId")
  select gen_random_uuid(), workspace, $1, stage, code, property, option, message, rows, seen_at, seen_at, run from open
  on conflict ("syncId", stage, code, property, option) do update set
    message = excluded.message, rows = excluded.rows, "lastSeenAt" = excluded."lastSeenAt",
    "lastRunId" = excluded."lastRunId", "closedAt" = null,
    "openedAt" = case when o."closedAt" is null then o."openedAt" else excluded."openedAt" end`;

/**
 * Works out anew which causes of a sync are open, in the transaction that ends a run of it or adds to the causes of one
 * that has ended. Nothing is added up: whoever does it again comes to the same.
 */
export async function refreshOpenCauses(client: pg.ClientBase, syncId: string): Promise<void> {
  // One at a time: a slower one would put back what it saw before the other.
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`open causes of ${syncId}`]);
  await client.query(refresh, [syncId, partialTriggers]);
}
