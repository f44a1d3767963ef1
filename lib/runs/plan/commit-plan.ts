import { inTransaction } from "../../db";
import { addRunCauses } from "../run-causes";
import type { PlanPass } from "./plan-batch";
import type { PlannedRemovals } from "./plan-removals";

/** Makes a plan the run's plan, with its counts, chunks and causes at once. The first of two attempts wins. */
export async function commitPlan(
  { runId, chunks, rejects, counts }: PlanPass,
  plan: string,
  removals: PlannedRemovals,
): Promise<void> {
  const planned = chunks.chunks.reduce((sum, { rows }) => sum + rows, 0);
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update "Run" set "plannedAt" = now(), "heartbeatAt" = now(), "planPrefix" = $2, "planChunks" = $3,
         "planChanged" = $4, "planRejected" = $5, "rowsRead" = $6, "rowsUnchanged" = $7, "rowsRejected" = $5,
         "keysMissing" = $8, "planSkipped" = $9, "rowsSkipped" = $9, "planFresh" = $10, "keysKnown" = $11,
         "keptReason" = $12
       where id = $1 and "plannedAt" is null and "finishedAt" is null`,
      [
        runId,
        plan,
        chunks.chunks.length + removals.chunks.length,
        planned,
        rejects.rows,
        counts.read,
        counts.unchanged,
        removals.missing,
        counts.skipped,
        counts.fresh,
        removals.known,
        removals.keptReason,
      ],
    );
    if (!rowCount) return;
    await client.query(
      `insert into "RunChunk" ("runId", index, kind, rows)
       select $1, ordinality - 1, kind, rows
       from unnest($2::text[], $3::int[]) with ordinality as c(kind, rows, ordinality)`,
      [
        runId,
        [...chunks.chunks.map(() => "upsert"), ...removals.chunks.map(() => removals.kind)],
        [...chunks.chunks.map(({ rows }) => rows), ...removals.chunks],
      ],
    );
    await addRunCauses(client, runId, rejects.causes());
  });
}
