import type pg from "pg";
import { z } from "zod";
import { getPool, inTransaction } from "../../db";
import { AppError } from "../../errors";
import { log } from "../../log";
import { getObjectStore } from "../../storage/instance-store";
import { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { keyEntry, makeSieve, recordEntry } from "./page-sieve";
import { type StoredPage, storePage } from "./store-page";
import { BufferedWrite } from "./written-buffer";
import { encodeWritten, type WrittenRow } from "./written-row";

export interface WritingRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly syncId: string;
  readonly planPrefix: string | null;
}

const Buffered = z.array(BufferedWrite);
const ValuedRow = PlannedRow.pick({ rowNumber: true, key: true, matchValue: true, payload: true });
type ValuedRow = z.infer<typeof ValuedRow>;

/**
 * Makes the page of what a chunk has written to HubSpot: what became of its rows, from the database, with their values,
 * from the plan, which is read where the caller hasn't its rows. It has to come before the plan is swept. A chunk that
 * wrote nothing, or whose page is made, has none to make.
 */
export async function flushWritten(run: WritingRun, index: number, planned?: Iterable<ValuedRow>): Promise<void> {
  const { rows: batches } = await getPool().query<{ batch: number; written: string }>(
    "select batch, written from bulk.written_buffer where run_id = $1 and chunk = $2 order by batch",
    [run.id, index],
  );
  if (batches.length === 0) return;
  const writes = batches.flatMap(({ written }) => Buffered.parse(JSON.parse(written)));
  const rows = await joinPlan(writes, planned ?? readPlan(run, index));
  const stored = rows.length === 0 ? null : await storePage({ ...run, writerId: run.id }, index, encodeWritten(rows));
  const entries = rows.flatMap(({ key, recordId }) => [
    keyEntry(key),
    ...(recordId === null ? [] : [recordEntry(recordId)]),
  ]);
  await inTransaction(async (client) => {
    await client.query("delete from bulk.written_buffer where run_id = $1 and chunk = $2 and batch = any($3::int[])", [
      run.id,
      index,
      batches.map(({ batch }) => batch),
    ]);
    if (!stored) return;
    await keepPage(client, { ...stored, run, index, rows: rows.length, sieve: makeSieve(entries) });
  });
}

async function joinPlan(
  writes: readonly BufferedWrite[],
  planned: Iterable<ValuedRow> | AsyncIterable<ValuedRow>,
): Promise<WrittenRow[]> {
  const byNumber = new Map(writes.map((write) => [write[0], write]));
  const rows = writes.flatMap(([key, recordId, outcome]): WrittenRow[] =>
    typeof key === "string" ? [{ key, recordId, rowNumber: null, matchValue: null, outcome, payload: {} }] : [],
  );
  if (rows.length === writes.length) return rows;
  for await (const { rowNumber, key, matchValue, payload } of planned) {
    const write = byNumber.get(rowNumber);
    if (!write) continue;
    const [, recordId, outcome, leftOut = []] = write;
    const written = Object.entries(payload).filter(
      ([property]) => outcome !== "skipped" && !leftOut.includes(property),
    );
    rows.push({ key, recordId, rowNumber, matchValue, outcome, payload: Object.fromEntries(written) });
  }
  return rows;
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

interface Page extends StoredPage {
  readonly run: WritingRun;
  readonly index: number;
  readonly rows: number;
  readonly sieve: Uint8Array;
}

async function keepPage(client: pg.ClientBase, page: Page): Promise<void> {
  await client.query(
    `insert into "WrittenPage" (id, "runId", index, rows, sieve, "storageId", "moveAt", "moveProblem")
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)
     on conflict ("runId", index) do update
       set rows = excluded.rows, sieve = excluded.sieve, "storageId" = excluded."storageId",
         "moveAt" = excluded."moveAt", "moveProblem" = excluded."moveProblem", "moveTries" = 0`,
    [page.run.id, page.index, page.rows, Buffer.from(page.sieve), page.storageId, page.moveAt, page.moveProblem],
  );
}
