import { getPool } from "../../db";

/** So many runs of a sync keep their calls. */
const RUNS_WITH_CALLS = 20;
const MOST_AT_ONCE = 200;

/** Forgets the calls of all but the last runs of a sync. */
export async function forgetOldCalls(syncId: string): Promise<void> {
  await getPool().query(
    `delete from bulk.run_call where run_id in (
       select id from "Run" where "syncId" = $1 order by id desc offset $2 limit $3)`,
    [syncId, RUNS_WITH_CALLS, MOST_AT_ONCE],
  );
}
