import Cursor from "pg-cursor";
import type { SourceRow } from "@/lib/engine/types";
import { type CellWriter, createCellWriter } from "@/lib/sources/postgres/cell-text";
import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { describeQuery } from "@/lib/sources/postgres/describe-query";
import { explainQueryError } from "@/lib/sources/postgres/explain-query-error";
import { cancelSession, closeSession, openSession, type Session } from "@/lib/sources/postgres/session";
import { writeSql } from "@/lib/sources/postgres/write-sql";
import type { RowBatch, SourceQuery } from "@/lib/sources/types";

type RawRow = (string | null)[];

/** The first `limit` rows (at least one is asked for). Throws `AppError`s with `source_*` codes. */
export async function previewRows(config: PostgresConfig, query: SourceQuery, limit: number): Promise<RowBatch> {
  const rowsWanted = Math.max(1, limit);
  for await (const batch of readRows(config, query, { batchRows: rowsWanted })) {
    return { columns: batch.columns, rows: batch.rows.slice(0, limit) };
  }
  return { columns: [], rows: [] };
}

// Documents of some hundred kilobytes each, 5,000 at a time, would fill the memory: wide rows come in smaller batches.
const BATCH_CHARACTERS = 16 * 1024 * 1024;
// How wide rows are is known once some were read; a hundred are risked for that.
const FIRST_ROW_CHARACTERS = BATCH_CHARACTERS / 100;

/**
 * All rows as of one moment, up to `batchRows` at a time; the server waits while the caller works. The timeout counts each
 * batch of its own. Throws `AppError`s with `source_*` codes, and the signal's reason once it is aborted.
 */
export async function* readRows(
  config: PostgresConfig,
  query: SourceQuery,
  { batchRows, signal }: { batchRows: number; signal?: AbortSignal },
): AsyncGenerator<RowBatch> {
  signal?.throwIfAborted();
  const sql = writeSql(query);
  const session = await openOrExplain(config, query, sql);
  try {
    const described = await untilAborted(describeQuery(session.client, sql), signal);
    const columns = described.map(({ column }) => column);
    const writers = described.map(({ format }) => createCellWriter(format));
    const cursor = session.client.query(new Cursor<RawRow>(sql, [], { rowMode: "array", types: asText }));
    let isFirst = true;
    let isLast = false;
    let rowCharacters = FIRST_ROW_CHARACTERS;
    while (!isLast) {
      const batch: RawRow[] = [];
      let room = BATCH_CHARACTERS;
      while (!isLast && batch.length < batchRows && room >= rowCharacters) {
        const rowsAsked = Math.min(batchRows - batch.length, Math.floor(room / rowCharacters));
        const rows = await untilAborted(cursor.read(rowsAsked), signal);
        const characters = countCharacters(rows);
        isLast = rows.length < rowsAsked;
        room -= characters;
        rowCharacters = Math.min(BATCH_CHARACTERS, Math.max(1, characters / Math.max(1, rows.length)));
        for (const row of rows) batch.push(row);
      }
      if (batch.length > 0 || isFirst) yield { columns, rows: writeCells(batch, writers) };
      isFirst = false;
    }
  } catch (thrown) {
    signal?.throwIfAborted();
    throw explainQueryError(thrown, { config, query, sql });
  } finally {
    if (signal?.aborted) await stopQuery(config, session);
    await closeSession(session);
  }
}

async function openOrExplain(config: PostgresConfig, query: SourceQuery, sql: string): Promise<Session> {
  try {
    return await openSession(config, "repeatable read");
  } catch (thrown) {
    throw explainQueryError(thrown, { config, query, sql });
  }
}

/** Postgres's own text of every type: nothing is rounded, and nothing is faster. */
const asText = { getTypeParser: () => (text: string) => text };

/** Rewrites the cells in place: the rows are ours alone, and a copy of each would cost as much as reading it. */
function writeCells(rows: RawRow[], writers: readonly (CellWriter | null)[]): SourceRow[] {
  writers.forEach((write, index) => {
    if (write === null) return;
    for (const row of rows) {
      const text = row[index] ?? null;
      if (text !== null) row[index] = write(text);
    }
  });
  return rows;
}

function countCharacters(rows: readonly RawRow[]): number {
  let characters = 0;
  for (const row of rows) for (const cell of row) characters += cell?.length ?? 0;
  return characters;
}

/** Best effort: when the server can't be reached any more, it notices by itself that we are gone. */
async function stopQuery(config: PostgresConfig, session: Session): Promise<void> {
  await cancelSession(config, session).catch(() => {});
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
