import pg from "pg";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { openSource } from "@/lib/sources/open-source";
import { parsePostgresUrl } from "@/lib/sources/postgres/config";
import type { Source } from "@/lib/sources/types";

const url = await testDatabase();
const config = parsePostgresUrl(url);
const source = openSource({ kind: "postgres", config });

async function execute(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function countRows(from: Source, sql: string, signal?: AbortSignal): Promise<number> {
  let count = 0;
  const options = signal === undefined ? { batchRows: 10 } : { batchRows: 10, signal };
  for await (const { rows } of from.read({ kind: "sql", sql }, options)) count += rows.length;
  return count;
}

test("200,000 rows flow through in flat memory", async () => {
  const sql = "select n, md5(n::text) as hash, repeat('x', 200) as filler from generate_series(1, 200000) n";
  let rowsRead = 0;
  let peak = 0;
  const before = process.memoryUsage().rss;
  for await (const { rows } of source.read({ kind: "sql", sql }, { batchRows: 5000 })) {
    rowsRead += rows.length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  expect(rowsRead).toBe(200_000);
  expect((peak - before) / 2 ** 20).toBeLessThan(150);
});

test("wide rows come in smaller batches: a table of documents doesn't fill the memory", async () => {
  const sql = "select n, repeat('x', 200000) as document from generate_series(1, 600) n";
  const sizes: number[] = [];
  for await (const { rows } of source.read({ kind: "sql", sql }, { batchRows: 5000 })) sizes.push(rows.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(600);
  expect(Math.max(...sizes)).toBe(100);
});

describe("stopping", () => {
  /** Named in the query, so that the server's list of what it does can be searched for it. */
  async function countRunning(mark: string): Promise<number> {
    const { rowCount } = await execute(
      `select 1 from pg_stat_activity where query like '%${mark}%' and pid <> pg_backend_pid()`,
    );
    return rowCount ?? 0;
  }

  test("an aborted read ends with the reason, and the server stops working", async () => {
    const abort = new AbortController();
    const reading = countRows(source, "select pg_sleep(60), 'mark_one' as mark", abort.signal);
    const outcome = expect(reading).rejects.toThrow("enough");
    await expect.poll(() => countRunning("mark_one")).toBe(1);
    abort.abort(new Error("enough"));
    await outcome;
    await expect.poll(() => countRunning("mark_one")).toBe(0);
  });

  test("a read that was aborted before it began never connects", async () => {
    const nowhere = openSource({ kind: "postgres", config: { ...config, port: 1 } });
    const reading = nowhere.read({ kind: "sql", sql: "select 1" }, { batchRows: 1, signal: AbortSignal.abort("no") });
    await expect(reading.next()).rejects.toBe("no");
  });

  test("a reader who walks away leaves no connection behind", async () => {
    const query = { kind: "sql", sql: "select 'mark_two' as mark, n from generate_series(1, 100000) n" } as const;
    for await (const { rows } of source.read(query, { batchRows: 10 })) {
      expect(rows).toHaveLength(10);
      break;
    }
    await expect.poll(() => countRunning("mark_two")).toBe(0);
  });

  test("a query that takes longer than it may is stopped with advice", async () => {
    const hasty = openSource({ kind: "postgres", config: { ...config, statementTimeoutSeconds: 1 } });
    await expect(countRows(hasty, "select pg_sleep(60)")).rejects.toMatchObject({
      code: "source_timeout",
      message: expect.stringContaining("longer than 1 seconds"),
    });
  });

  test("a connection that is cut says so", async () => {
    const reading = countRows(source, "select pg_sleep(60), 'mark_three' as mark");
    const outcome = expect(reading).rejects.toMatchObject({ code: "source_unreachable" });
    await expect.poll(() => countRunning("mark_three")).toBe(1);
    await execute(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like '%mark_three%' and pid <> pg_backend_pid()",
    );
    await outcome;
  });
});
