import { inTransaction } from "../../db";
import { addRunCauses } from "../run-causes";
import type { PlanPass } from "./plan-batch";
import { countKeys, countMissingKeys } from "./plan-keys";

/** Makes a plan the run's plan, with its counts, chunks and causes at once. The first of two attempts wins. */
export async function commitPlan({ attempt, chunks, rejects, counts }: PlanPass, plan: string): Promise<void> {
  const [missing, keys] = await Promise.all([countMissingKeys(attempt), countKeys(attempt)]);
  const planned = chunks.chunks.reduce((sum, { rows }) => sum + rows, 0);
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update "Run" set "plannedAt" = now(), "heartbeatAt" = now(), "planPrefix" = $2, "planChunks" = $3,
         "planChanged" = $4, "planRejected" = $5, "rowsRead" = $6, "rowsUnchanged" = $7, "rowsRejected" = $5,
         "keysMissing" = $8, "planSkipped" = $9, "rowsSkipped" = $9
       where id = $1 and "plannedAt" is null and "finishedAt" is null`,
      [
        attempt.runId,
        plan,
        chunks.chunks.length,
        planned,
        rejects.rows,
        counts.read,
        counts.unchanged,
        missing,
        counts.skipped,
      ],
    );
    if (!rowCount) return;
    // Without its keys a plan has missed duplicates: it is made anew.
    if (keys !== counts.keys)
      throw new Error(`The plan met ${counts.keys} keys, and the database has ${keys} of them.`);
    await client.query(
      `insert into "RunChunk" ("runId", index, kind, rows)
       select $1, ordinality - 1, 'upsert', rows from unnest($2::int[]) with ordinality as c(rows, ordinality)`,
      [attempt.runId, chunks.chunks.map(({ rows }) => rows)],
    );
    await addRunCauses(client, attempt.runId, rejects.causes());
  });
}
