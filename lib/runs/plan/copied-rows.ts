import type pg from "pg";
import { getPool } from "../../db";
import type { CopyPlace, RowOrigin } from "./opened-rows";

/** A refused row whose key another row of its run has, too, and the last row of that key; 0 where that isn't in the run. */
export interface RefusedCopy {
  readonly rowNumber: number;
  readonly lastRow: number;
}

const KEPT_AT_ONCE = 5_000;

/**
 * Keeps which refused rows of a run share their keys, with its plan: whoever retries some of its rows doesn't see the
 * others, and would send a value that another row may have to give.
 */
export async function keepCopied(client: pg.ClientBase, runId: string, copies: readonly RefusedCopy[]): Promise<void> {
  for (let from = 0; from < copies.length; from += KEPT_AT_ONCE) {
    const some = copies.slice(from, from + KEPT_AT_ONCE);
    await client.query(
      `insert into bulk.copied_row (run_id, row_number, last_row)
       select $1, r, l from unnest($2::int[], $3::int[]) as c(r, l)`,
      [runId, some.map(({ rowNumber }) => rowNumber), some.map(({ lastRow }) => lastRow)],
    );
  }
}

/** Of rejected rows of a run, those whose key another of its rows has, too. */
export async function findCopied(runId: string, rows: readonly RowOrigin[]): Promise<ReadonlyMap<number, CopyPlace>> {
  if (rows.length === 0) return new Map();
  const { rows: copied } = await getPool().query<RefusedCopy>(
    `select row_number as "rowNumber", last_row as "lastRow" from bulk.copied_row
     where run_id = $1 and row_number = any($2::int[])`,
    [runId, rows.map(({ rowNumber }) => rowNumber)],
  );
  return new Map(copied.map(({ rowNumber, lastRow }) => [rowNumber, rowNumber === lastRow ? "last" : "earlier"]));
}
