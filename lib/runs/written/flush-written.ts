import { getPool } from "../../db";
import { AppError } from "../../errors";
import { log } from "../../log";
import { getObjectStore } from "../../storage/instance-store";
import { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { keyEntry, makeSieve, recordEntry } from "./page-sieve";
import { type StoredPage, storePage } from "./store-page";
import { type BufferedWrite, decodeWrites } from "./written-buffer";
import { encodeWritten, type WrittenRow } from "./written-row";

export interface WritingRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly syncId: string;
  readonly planPrefix: string | null;
  readonly planChunks: number;
}

const ValuedRow = PlannedRow.pick({ rowNumber: true, origin: true, key: true, matchValue: true, payload: true });
type ValuedRow = Pick<PlannedRow, "rowNumber" | "origin" | "key" | "matchValue" | "payload">;

/**
 * Makes the page of what a chunk has written to HubSpot: what became of its rows, from the database, with their values,
 * from the plan, which is read where the caller hasn't its rows. It has to come before the plan is swept. A chunk that
 * wrote nothing since its last page has none to make.
 *
 * What is on a page is settled before it is made: a step that was taken for dead can still record, and that goes to the
 * chunk's next page. So whoever makes a page again writes the same under the same key.
 */
export async function flushWritten(run: WritingRun, index: number, planned?: Iterable<ValuedRow>): Promise<void> {
  for (const { page, writes } of await settlePages(run.id, index)) {
    const rows = await joinPlan(writes, planned ?? (() => readPlan(run, index)));
    const place = index + page * run.planChunks;
    const storing = rows.length === 0 ? null : storePage({ ...run, writerId: run.id }, place, encodeWritten(rows));
    // While the database is asked where the page goes.
    const sieve = makeSieve(rows.flatMap(listEntries));
    await keepPage({ runId: run.id, index, page, place, rows: rows.length, sieve, stored: await storing });
  }
}

/** Flushes what was recorded of a run's chunks after they were flushed. */
export async function flushLateWrites(run: WritingRun): Promise<void> {
  const { rows } = await getPool().query<{ chunk: number }>(
    "select distinct chunk from bulk.written_buffer where run_id = $1 order by chunk",
    [run.id],
  );
  for (const { chunk } of rows) await flushWritten(run, chunk);
}

interface SettledPage {
  readonly page: number;
  readonly writes: readonly BufferedWrite[];
}

/** From here on nothing more goes to the pages that this answers. */
async function settlePages(runId: string, index: number): Promise<SettledPage[]> {
  const chunk = [runId, index];
  const { rows: settled } = await getPool().query<{ pages: number }>(
    `update "RunChunk" set "writtenPages" = "writtenPages" + 1
     where "runId" = $1 and index = $2 and exists (select from bulk.written_buffer where run_id = $1 and chunk = $2)
     returning "writtenPages" as pages`,
    chunk,
  );
  if (!settled[0]) return [];
  const { rows } = await getPool().query<{ page: number; written: string }>(
    `select page, written from bulk.written_buffer where run_id = $1 and chunk = $2 and page < $3 order by page, batch`,
    [...chunk, settled[0].pages],
  );
  const pages = new Map<number, BufferedWrite[]>();
  for (const { page, written } of rows) {
    const writes = pages.get(page) ?? [];
    writes.push(...decodeWrites(written));
    pages.set(page, writes);
  }
  return [...pages].map(([page, writes]) => ({ page, writes }));
}

async function joinPlan(
  writes: readonly BufferedWrite[],
  planned: Iterable<ValuedRow> | (() => AsyncIterable<ValuedRow>),
): Promise<WrittenRow[]> {
  const rows: WrittenRow[] = [];
  const byNumber = new Map<number, BufferedWrite>();
  for (const write of writes) {
    const [named, recordId, outcome] = write;
    if (typeof named === "number") byNumber.set(named, write);
    else rows.push({ key: named, recordId, rowNumber: null, matchValue: null, outcome, payload: {} });
  }
  const join = (row: ValuedRow) => {
    const write = byNumber.get(row.rowNumber);
    if (write) rows.push(joinValues(row, write));
  };
  if (byNumber.size === 0) return rows;
  if (typeof planned !== "function") for (const row of planned) join(row);
  else for await (const row of planned()) join(row);
  return rows;
}

function joinValues(row: ValuedRow, [, recordId, outcome, leftOut]: BufferedWrite): WrittenRow {
  const { key, matchValue, origin } = row;
  const rowNumber = origin?.sourceRow ?? row.rowNumber;
  const sent = outcome === "skipped" ? {} : row.payload;
  const payload = leftOut
    ? Object.fromEntries(Object.entries(sent).filter(([property]) => !leftOut.includes(property)))
    : sent;
  return { key, recordId, rowNumber, matchValue, outcome, payload };
}

function listEntries({ key, recordId }: WrittenRow): string[] {
  return recordId === null ? [keyEntry(key)] : [keyEntry(key), recordEntry(recordId)];
}

/** Without its plan, which somebody has swept, a chunk's values are lost. */
async function* readPlan({ id, planPrefix }: WritingRun, index: number): AsyncGenerator<ValuedRow> {
  if (planPrefix === null) return;
  try {
    for await (const line of getObjectStore().readLines(chunkKey(planPrefix, index))) {
      yield ValuedRow.parse(JSON.parse(line));
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
    log.warn({ runId: id, chunk: index }, "the values that a chunk wrote are lost: its plan is gone");
  }
}

interface MadePage {
  readonly runId: string;
  readonly index: number;
  readonly page: number;
  readonly place: number;
  readonly rows: number;
  readonly sieve: Uint8Array;
  /** Null of a page that would be empty. */
  readonly stored: StoredPage | null;
}

/** The page is kept and what waited for it goes, in one statement. */
async function keepPage({ runId, index, page, place, rows, sieve, stored }: MadePage): Promise<void> {
  const forget = "delete from bulk.written_buffer where run_id = $1 and chunk = $2 and page = $3";
  if (!stored) {
    await getPool().query(forget, [runId, index, page]);
    return;
  }
  await getPool().query(
    `with forgotten as (${forget})
     insert into "WrittenPage" (id, "runId", index, rows, sieve, "storageId", "moveAt", "moveProblem")
     values (gen_random_uuid(), $1, $4, $5, $6, $7, $8, $9)
     on conflict ("runId", index) do update
       set rows = excluded.rows, sieve = excluded.sieve, "storageId" = excluded."storageId",
         "moveAt" = excluded."moveAt", "moveProblem" = excluded."moveProblem", "moveTries" = 0`,
    [
      ...[runId, index, page, place, rows, Buffer.from(sieve)],
      ...[stored.storageId, stored.moveAt, stored.moveProblem],
    ],
  );
}
