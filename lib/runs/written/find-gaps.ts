import type { RecordHistory } from "../../api/records";
import type { Actor } from "../../auth/actor";
import { getPool } from "../../db";

/** Runs and rows sent by hand of a workspace that have written and kept no values: what they wrote to a record, nobody can tell any more. */
export async function findGaps({ workspaceId }: Actor): Promise<RecordHistory["gaps"]> {
  const { rows } = await getPool().query<{ runs: number; sentRows: number; lastEndedAt: Date | null }>(
    `select runs, "sentRows", greatest("lastRunAt", "lastRowAt") as "lastEndedAt"
     from (select count(*)::int as runs, max("finishedAt") as "lastRunAt" from "Run" r
         where "workspaceId" = $1 and "finishedAt" is not null and not "isDryRun"
           and "rowsCreated" + "rowsUpdated" + "keysCleared" + "keysArchived" > 0
           and not exists (select from "WrittenPage" p where p."runId" = r.id)) r,
       (select count(*)::int as "sentRows", max("sentAt") as "lastRowAt" from "SentRow" s
         where "workspaceId" = $1 and outcome in ('created', 'updated')
           and not exists (select from "WrittenPage" p where p."sentRowId" = s.id)) s`,
    [workspaceId],
  );
  const [gaps] = rows;
  return {
    runs: gaps?.runs ?? 0,
    sentRows: gaps?.sentRows ?? 0,
    lastEndedAt: gaps?.lastEndedAt?.toISOString() ?? null,
  };
}
