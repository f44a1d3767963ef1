import type pg from "pg";
import { inTransaction } from "../../db";
import type { WriteOutcome } from "../../engine/types";
import { encodeRejects, type Reject } from "../../rejects/reject";
import { makeReject } from "../make-reject";
import type { PlannedRow } from "../planned-row";
import type { RunWork } from "../run-work";
import { type ChunkInHand, markRecorded } from "./chunk-in-hand";
import type { Standing } from "./send-in-flight";

interface DeliveredBatch {
  readonly run: RunWork;
  readonly chunk: ChunkInHand;
  readonly batch: number;
  readonly rows: readonly PlannedRow[];
  readonly outcomes: readonly WriteOutcome[];
  readonly calls: number;
  /** The batches that are begun next. */
  takeNext(): readonly number[];
}

interface Accepted {
  readonly row: PlannedRow;
  readonly recordId: string;
}

/** The hash of a record that exists and was never sent anything: no payload's, so that a sync that may update sends it. */
const NEVER_SENT = "0";

/**
 * Records what became of a batch in one transaction: the rows that HubSpot accepted, the counts, the rejects; and marks
 * the next one as sent. A batch is recorded once, whoever comes first.
 */
export async function recordBatch(delivered: DeliveredBatch): Promise<Standing> {
  const { run, chunk, batch, calls } = delivered;
  const { created, updated, skipped, rejects, accepted, seen, warnings } = sortOutcomes(delivered);
  return inTransaction(async (client) => {
    const { isFirst, isOurs } = await markRecorded(client, chunk, {
      batch,
      next: delivered.takeNext(),
      calls,
      created,
      updated,
      skipped,
      rejected: rejects.length,
    });
    if (isFirst) {
      await keepState(client, run, [...accepted, ...seen]);
      if (rejects.length > 0) {
        await client.query("insert into bulk.reject_buffer (run_id, chunk, batch, rejects) values ($1, $2, $3, $4)", [
          run.id,
          chunk.index,
          batch,
          encodeRejects(rejects),
        ]);
      }
    }
    const counted = isFirst ? [created, updated, rejects.length, skipped, warnings.length] : [0, 0, 0, 0, 0];
    const { rows } = await client.query<{ isOver: boolean }>(
      `update "Run" set "rowsCreated" = "rowsCreated" + $2, "rowsUpdated" = "rowsUpdated" + $3,
         "rowsRejected" = "rowsRejected" + $4, "rowsSkipped" = "rowsSkipped" + $5, "heartbeatAt" = now(),
         "rowsWarned" = "rowsWarned" + $6,
         "warningSamples" = case when $6 = 0 then "warningSamples" else ("warningSamples" || $7::text[])[:3] end
       where id = $1 returning ("cancelRequestedAt" is not null or "finishedAt" is not null) as "isOver"`,
      [run.id, ...counted, warnings.slice(0, 3)],
    );
    if (!isOurs) return "taken";
    return rows[0]?.isOver === false ? "going" : "over";
  });
}

function sortOutcomes({ rows, outcomes }: DeliveredBatch) {
  const byTrace = new Map(rows.map((row) => [String(row.rowNumber), row]));
  const accepted: Accepted[] = [];
  const seen: Accepted[] = [];
  const rejects: Reject[] = [];
  const warnings: string[] = [];
  let created = 0;
  let updated = 0;
  let skipped = 0;
  for (const outcome of outcomes) {
    const row = byTrace.get(outcome.trace);
    if (!row) throw new Error(`An outcome names the row ${outcome.trace}, which was not in its batch.`);
    byTrace.delete(outcome.trace);
    if (outcome.kind === "rejected") {
      rejects.push(makeReject(row, outcome.stage, [outcome.refusal], outcome));
      continue;
    }
    const { kind, recordId } = outcome;
    if (kind === "skipped") {
      skipped += 1;
      if (recordId !== null) seen.push({ row: { ...row, hash: NEVER_SENT }, recordId });
      continue;
    }
    if (kind === "created") created += 1;
    else updated += 1;
    accepted.push({ row, recordId });
    if (outcome.warnings.length > 0) warnings.push(outcome.warnings.join(" "));
  }
  if (byTrace.size > 0) throw new Error(`${byTrace.size} rows of a batch have no outcome.`);
  return { created, updated, skipped, rejects, accepted, seen, warnings };
}

/**
 * A sync that points elsewhere by now begins anew: what its old target accepted is nothing to the new one. The lock makes
 * a change of the sync wait, so that it finds these rows when it forgets them.
 */
export async function isStillTarget(client: pg.PoolClient, { syncId, snapshot }: RunWork): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from "Sync" where id = $1 and "portalId" = $2 and "objectTypeId" = $3
       and mapping #>> '{match,property}' = $4 for share`,
    [syncId, snapshot.portalId, snapshot.objectTypeId, snapshot.mapping.match.property],
  );
  return Boolean(rowCount);
}

async function keepState(client: pg.PoolClient, run: RunWork, accepted: readonly Accepted[]): Promise<void> {
  if (accepted.length === 0 || !(await isStillTarget(client, run))) return;
  await client.query(
    `insert into bulk.row_state (sync_id, key, hash, record_id)
     select $1, k, h, r from unnest($2::text[], $3::bigint[], $4::text[]) as a(k, h, r)
     on conflict (sync_id, key) do update set hash = excluded.hash, record_id = excluded.record_id`,
    [
      run.syncId,
      accepted.map(({ row }) => row.key),
      accepted.map(({ row }) => row.hash),
      accepted.map(({ recordId }) => recordId),
    ],
  );
}
