import { inTransaction } from "../../db";
import { countCalls } from "../../engine/forecast";
import { isRecordIdMatch } from "../../engine/list-match-properties";
import { readWriteRules } from "../../engine/write-rules";
import { addRunCauses } from "../run-causes";
import type { RunWork } from "../run-work";
import { settleRows } from "../settled-rows";
import { splitPlanned } from "../split-planned";
import { keepCopied, type RefusedCopy } from "./copied-rows";
import type { PlanPass } from "./plan-batch";
import type { PlannedRemovals } from "./plan-removals";

interface MadePlan {
  /** Where it lies in the object store. */
  readonly plan: string;
  readonly removals: PlannedRemovals;
  /** Of a draft: the rows that its change alone sends again. */
  readonly resent: number | null;
  /** Its refused rows whose keys others have, too. */
  readonly copies: readonly RefusedCopy[];
}

/**
 * Makes a plan the run's plan, with its counts, chunks and causes at once. The first of two attempts wins. A dry run has
 * no chunks, so that there is nothing that could be delivered.
 */
export async function commitPlan(
  { isDryRun, snapshot }: RunWork,
  { runId, chunks, rejects, counts, incomplete, origins }: PlanPass,
  { plan, removals, resent, copies }: MadePlan,
): Promise<void> {
  const planned = chunks.chunks.reduce((sum, { rows }) => sum + rows, 0);
  const { wouldCreate, wouldUpdate } = splitPlanned(snapshot, { planned, fresh: counts.fresh });
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update "Run" set "plannedAt" = now(), "heartbeatAt" = now(), "planPrefix" = $2, "planChunks" = $3,
         "planChanged" = $4, "planRejected" = $5, "rowsRead" = $6, "rowsUnchanged" = $7, "rowsRejected" = $5,
         "keysMissing" = $8, "planSkipped" = $9, "rowsSkipped" = $9, "planFresh" = $10, "keysKnown" = $11,
         "keptReason" = $12, "planCalls" = $13, "rowsWouldCreate" = $14, "rowsWouldUpdate" = $15, "keysWouldRemove" = $16,
         "rowsResent" = $17, "rowsIncomplete" = $18, "incompleteSamples" = $19
       where id = $1 and "plannedAt" is null and "finishedAt" is null`,
      [
        runId,
        plan,
        isDryRun ? 0 : chunks.chunks.length + removals.chunks.length,
        planned,
        rejects.rows,
        counts.read,
        counts.unchanged,
        removals.missing,
        counts.skipped,
        counts.fresh,
        removals.known,
        removals.keptReason,
        countPlannedCalls(snapshot, chunks.chunks, removals),
        isDryRun ? wouldCreate : 0,
        isDryRun ? wouldUpdate : 0,
        isDryRun ? removals.chunks.reduce((sum, records) => sum + records, 0) : 0,
        resent,
        incomplete.rows,
        incomplete.samples,
      ],
    );
    if (!rowCount) return;
    if (!isDryRun) {
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
    }
    await addRunCauses(client, runId, rejects.causes());
    await keepCopied(client, runId, copies);
    if (origins && snapshot.rows.kind !== "source") {
      const settling = { runId: snapshot.rows.runId, byRun: runId };
      for (const settled of origins.listSettled()) await settleRows(client, settling, settled);
    }
  });
}

function countPlannedCalls(
  { mode, mapping }: RunWork["snapshot"],
  chunks: PlanPass["chunks"]["chunks"],
  { kind, chunks: records }: PlannedRemovals,
): number {
  return countCalls({
    mode,
    isByRecordId: isRecordIdMatch({ name: mapping.match.property }),
    hasRules: readWriteRules(mapping.fields).size > 0,
    rows: chunks.map(({ rows }) => rows),
    removals: { kind, records },
  });
}
