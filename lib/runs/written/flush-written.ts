import type pg from "pg";
import { z } from "zod";
import { getDb, getPool, inTransaction } from "../../db";
import { AppError } from "../../errors";
import { log } from "../../log";
import { getObjectStore } from "../../storage/instance-store";
import { openRunStores } from "../open-run-stores";
import { PlannedRow } from "../planned-row";
import { chunkKey, writtenKey } from "../run-keys";
import { keyEntry, makeSieve, recordEntry } from "./page-sieve";
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
  const storageId = rows.length === 0 ? null : await store(run, index, encodeWritten(rows));
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
    if (rows.length === 0) return;
    await keepPage(client, { run, index, rows: rows.length, sieve: makeSieve(entries), storageId });
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

/** Puts a page into the workspace's own bucket; while that doesn't take it, into the instance's store. */
async function store(run: WritingRun, index: number, page: string): Promise<string | null> {
  const own = await getDb().storage.findFirst({
    where: { workspaceId: run.workspaceId, replacedAt: null },
    select: { id: true },
  });
  const options = { contentType: "application/x-ndjson" };
  if (own) {
    try {
      const { pages } = await openRunStores(run, own.id);
      await pages.putText(writtenKey(run.id, index), page, options);
      return own.id;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      log.warn({ runId: run.id, reason: thrown.message }, "written values wait in the instance's store");
    }
  }
  await getObjectStore().putText(writtenKey(run.id, index), page, options);
  return null;
}

interface Page {
  readonly run: WritingRun;
  readonly index: number;
  readonly rows: number;
  readonly sieve: Uint8Array;
  readonly storageId: string | null;
}

async function keepPage(client: pg.ClientBase, { run, index, rows, sieve, storageId }: Page): Promise<void> {
  await client.query(
    `insert into "WrittenPage" ("runId", index, rows, sieve, "storageId") values ($1, $2, $3, $4, $5)
     on conflict ("runId", index) do update
       set rows = excluded.rows, sieve = excluded.sieve, "storageId" = excluded."storageId"`,
    [run.id, index, rows, Buffer.from(sieve), storageId],
  );
}
