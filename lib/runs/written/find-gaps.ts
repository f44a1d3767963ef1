import type { RecordHistory } from "../../api/records";
import type { Actor } from "../../auth/actor";
import { getPool } from "../../db";

/** Runs of a workspace that have written and kept no values: what they wrote to a record, nobody can tell any more. */
export async function findGaps({ workspaceId }: Actor): Promise<RecordHistory["gaps"]> {
  const { rows } = await getPool().query<{ runs: number; lastEndedAt: Date | null }>(
    `select count(*)::int as runs, max("finishedAt") as "lastEndedAt" from "Run" r
     where "workspaceId" = $1 and "finishedAt" is not null and not "isDryRun"
       and "rowsCreated" + "rowsUpdated" + "keysCleared" + "keysArchived" > 0
       and not exists (select from "WrittenPage" p where p."runId" = r.id)`,
    [workspaceId],
  );
  const [gaps] = rows;
  return { runs: gaps?.runs ?? 0, lastEndedAt: gaps?.lastEndedAt?.toISOString() ?? null };
}
