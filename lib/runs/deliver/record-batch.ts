import type pg from "pg";
import { inTransaction } from "../../db";
import type { WriteOutcome } from "../../engine/types";
import { encodeRejects, type Reject } from "../../rejects/reject";
import { makeReject } from "../make-reject";
import type { PlannedRow } from "../planned-row";
import type { RunWork } from "../run-work";
import { settleRows } from "../settled-rows";
import { type BufferedWrite, clauseValues, keepingWrites } from "../written/written-buffer";
import { type ChunkInHand, markRecorded } from "./chunk-in-hand";
import { keepState } from "./keep-state";
import { deliveryBegan, notePace } from "./note-pace";
import type { Standing } from "./send-in-flight";
import { together } from "./together";

export interface DeliveredBatch {
  readonly batch: number;
  readonly rows: readonly PlannedRow[];
  readonly outcomes: readonly WriteOutcome[];
  /** When each call was started, in milliseconds since 1970. */
  readonly calls: readonly number[];
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
 * Records what became of a chunk's batches. Those that come in while others are being recorded share one transaction:
 * it holds the chunk, so that one a batch would make them wait for each other.
 */
export function createRecorder(run: RunWork, chunk: ChunkInHand): (delivered: DeliveredBatch) => Promise<Standing> {
  return together((batches: readonly DeliveredBatch[]) => recordBatches(run, chunk, batches));
}

/**
 * Records batches in one transaction: the rows that HubSpot accepted, the counts, the rejects; and marks the next ones as
 * sent. A batch is recorded once, whoever comes first.
 */
async function recordBatches(
  run: RunWork,
  chunk: ChunkInHand,
  delivered: readonly DeliveredBatch[],
): Promise<Standing> {
  const sorted = delivered.map((one) => ({ ...sortOutcomes(one), next: one.takeNext() }));
  return inTransaction(async (client) => {
    const { first, isOurs } = await markRecorded(
      client,
      chunk,
      sorted.map((one) => ({ ...one, calls: one.calls.length, rejected: one.rejects.length })),
    );
    const counted = sorted.filter(({ batch }) => first.has(batch));
    await keepState(
      client,
      run,
      counted.flatMap(({ accepted, seen }) => [...accepted, ...seen]),
    );
    await settleOrigins(
      client,
      run,
      counted.flatMap(({ rows }) => rows),
    );
    await keepRejects(
      client,
      chunk,
      counted.filter(({ rejects }) => rejects.length > 0),
    );
    const sum = (count: (one: SortedBatch) => number) => counted.reduce((total, one) => total + count(one), 0);
    const warnings = counted.flatMap((one) => one.warnings);
    const writes = run.keepsValues ? counted.flatMap((one) => one.writes) : [];
    const { rows } = await client.query<{ isOver: boolean; begunAt: Date }>(
      `${keepingWrites}
       update "Run" set "rowsCreated" = "rowsCreated" + $5, "rowsUpdated" = "rowsUpdated" + $6,
         "rowsRejected" = "rowsRejected" + $7, "rowsSkipped" = "rowsSkipped" + $8, "heartbeatAt" = now(),
         "rowsWarned" = "rowsWarned" + $9,
         "warningSamples" = case when $9 = 0 then "warningSamples" else ("warningSamples" || $10::text[])[:3] end
       where id = $1 returning ("cancelRequestedAt" is not null or "finishedAt" is not null) as "isOver",
         ${deliveryBegan} as "begunAt"`,
      [
        run.id,
        ...clauseValues({ index: chunk.index, batch: counted[0]?.batch, writes }),
        sum(({ created }) => created),
        sum(({ updated }) => updated),
        sum(({ rejects }) => rejects.length),
        sum(({ skipped }) => skipped),
        warnings.length,
        warnings.slice(0, 3),
      ],
    );
    await notePace(client, {
      runId: run.id,
      begunAt: rows[0]?.begunAt ?? new Date(),
      calls: counted.flatMap(({ calls }) => calls),
      rows: sum((one) => one.rows.length),
    });
    if (!isOurs) return "taken";
    return rows[0]?.isOver === false ? "going" : "over";
  });
}

interface SortedBatch {
  readonly batch: number;
  readonly rows: readonly PlannedRow[];
  /** When each call was started, in milliseconds since 1970. */
  readonly calls: readonly number[];
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly rejects: readonly Reject[];
  readonly accepted: readonly Accepted[];
  /** Records that a creating sync has met. */
  readonly seen: readonly Accepted[];
  readonly warnings: readonly string[];
  /** What became of the rows that weren't rejected. */
  readonly writes: readonly BufferedWrite[];
}

function sortOutcomes({ batch, calls, rows, outcomes }: DeliveredBatch): SortedBatch {
  const byTrace = new Map(rows.map((row) => [String(row.rowNumber), row]));
  const accepted: Accepted[] = [];
  const seen: Accepted[] = [];
  const rejects: Reject[] = [];
  const warnings: string[] = [];
  const writes: BufferedWrite[] = [];
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
    const leftOut = kind === "skipped" ? undefined : outcome.leftOut;
    writes.push(leftOut ? [row.rowNumber, recordId, kind, [...leftOut]] : [row.rowNumber, recordId, kind]);
    if (kind === "skipped") {
      skipped += 1;
      if (recordId !== null) seen.push({ row: { ...row, hash: NEVER_SENT, fingerprint: null }, recordId });
      continue;
    }
    if (kind === "created") created += 1;
    else updated += 1;
    accepted.push({ row, recordId });
    if (outcome.warnings.length > 0) warnings.push(outcome.warnings.join(" "));
  }
  if (byTrace.size > 0) throw new Error(`${byTrace.size} rows of a batch have no outcome.`);
  return { batch, rows, calls, created, updated, skipped, rejects, accepted, seen, warnings, writes };
}

/** Whatever became of them, rows that another run had rejected are open there no more. */
async function settleOrigins(
  client: pg.PoolClient,
  { id: byRun, snapshot }: RunWork,
  rows: readonly PlannedRow[],
): Promise<void> {
  if (snapshot.rows.kind === "source") return;
  const origins = rows.flatMap(({ origin }) => origin ?? []);
  await settleRows(client, { runId: snapshot.rows.runId, byRun }, origins);
}

async function keepRejects(
  client: pg.PoolClient,
  { runId, index }: ChunkInHand,
  batches: readonly SortedBatch[],
): Promise<void> {
  if (batches.length === 0) return;
  await client.query(
    `insert into bulk.reject_buffer (run_id, chunk, batch, rejects)
     select $1, $2, b, r from unnest($3::int[], $4::text[]) as a(b, r)`,
    [runId, index, batches.map(({ batch }) => batch), batches.map(({ rejects }) => encodeRejects(rejects))],
  );
}
