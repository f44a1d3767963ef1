import type pg from "pg";
import { getPool } from "../db";
import type { RowOrigin } from "./plan/opened-rows";

interface Settling {
  /** The run that rejected the rows. */
  readonly runId: string;
  /** The run that has given them an outcome. */
  readonly byRun: string;
}

/**
 * Takes rows that a later run has given an outcome out of what is open of the run that rejected them, in the transaction
 * that records the outcome. A row is settled once, whoever comes first, and counted once.
 */
export async function settleRows(
  client: pg.ClientBase,
  { runId, byRun }: Settling,
  origins: readonly RowOrigin[],
): Promise<void> {
  if (origins.length === 0) return;
  await client.query(
    `with taken as (
       select * from unnest($3::int[], $4::uuid[]) as t(row_number, cause_id)
     ), settled as (
       insert into bulk.settled_row (run_id, row_number, by_run) select $1, row_number, $2 from taken
       on conflict do nothing returning row_number
     ), counted as (
       select cause_id, count(*)::int as rows from settled join taken using (row_number) group by cause_id
     )
     update "RejectCause" c set "settledRows" = "settledRows" + counted.rows
     from counted where c.id = counted.cause_id and c."runId" = $1`,
    [runId, byRun, origins.map(({ rowNumber }) => rowNumber), origins.map(({ causeId }) => causeId)],
  );
}

/** Of some rows that a run rejected, those that are settled, each with the run that settled it. */
export async function findSettled(runId: string, rowNumbers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (rowNumbers.length === 0) return new Map();
  const { rows } = await getPool().query<{ rowNumber: number; byRun: string }>(
    `select row_number as "rowNumber", by_run as "byRun" from bulk.settled_row
     where run_id = $1 and row_number = any($2::int[])`,
    [runId, rowNumbers],
  );
  return new Map(rows.map(({ rowNumber, byRun }) => [rowNumber, byRun]));
}
