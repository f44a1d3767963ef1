import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { parsePostgresUrl } from "@/lib/sources/postgres/config";
import { openPostgresSource } from "@/lib/sources/postgres/open-postgres-source";
import { closeSession, openSession } from "@/lib/sources/postgres/session";
import { startPooler } from "@/lib/sources/postgres/testing/proxies";

const url = await testDatabase();
const config = parsePostgresUrl(url);

async function execute(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await execute(`
    create table precious (id int primary key, name text);
    insert into precious values (1, 'as it was');
    create sequence counter;
    create function write_behind_the_back() returns int language plpgsql as $$
      begin insert into precious values (2, 'written'); return 1; end $$;
    create function make_writable() returns text language sql as $$
      select set_config('transaction_read_only', 'off', false) $$;
    create procedure write_in_pieces() language plpgsql as $$
      begin commit; insert into precious values (4, 'written'); commit; end $$;
  `);
});

afterEach(async () => {
  const { rows } = await execute("select id, name from precious");
  expect(rows).toEqual([{ id: 1, name: "as it was" }]);
  const { rows: tables } = await execute("select 1 from pg_class where relname = 'made'");
  expect(tables).toEqual([]);
  const { rows: sequence } = await execute("select is_called from counter");
  expect(sequence).toEqual([{ is_called: false }]);
});

const writesWithRows = [
  "insert into precious values (5, 'x') returning id",
  "update precious set name = 'x' returning id",
  "delete from precious returning id",
  "with changed as (insert into precious values (6, 'x') returning id) select id from changed",
  "select setval('counter', 7)",
  "select nextval('counter')",
  "select * from precious for update",
  "select write_behind_the_back()",
  "explain analyze insert into precious values (8, 'x')",
];

describe("as a query", () => {
  test.each(writesWithRows)("%s is refused by the session itself", async (sql) => {
    await expect(openPostgresSource(config).preview({ kind: "sql", sql }, 1)).rejects.toMatchObject({
      code: "source_query_failed",
      message: expect.stringContaining("Sluice only reads"),
      cause: { code: "25006" },
    });
  });

  test.each([
    "insert into precious values (5, 'x')",
    "create table made (id int)",
    "create temporary table made (id int)",
    "select * into made from precious",
    "truncate precious",
    "call write_in_pieces()",
    "do $$ begin insert into precious values (5, 'x'); end $$",
    "set transaction read write",
    "commit",
    "rollback",
    "copy precious to stdout",
    "copy precious from stdin",
    "copy (select 1) to program 'touch never'",
    "listen changes",
    "",
    "-- nothing but a comment",
  ])("%j gives no rows, so it never runs", async (sql) => {
    await expect(openPostgresSource(config).preview({ kind: "sql", sql }, 1)).rejects.toMatchObject({
      code: "source_query_failed",
      message: expect.stringContaining("Sluice only reads"),
    });
  });

  test.each([
    "commit; insert into precious values (5, 'x')",
    "select 1; insert into precious values (5, 'x')",
    "set transaction read write; insert into precious values (5, 'x') returning id",
  ])("%s is two statements, which can't come in", async (sql) => {
    await expect(openPostgresSource(config).preview({ kind: "sql", sql }, 1)).rejects.toMatchObject({
      message: expect.stringContaining("several statements"),
    });
  });

  test.each([
    "select set_config('transaction_read_only', 'off', false), write_behind_the_back()",
    "select make_writable(), write_behind_the_back()",
  ])("%s can't make the transaction writable", async (sql) => {
    await expect(openPostgresSource(config).preview({ kind: "sql", sql }, 1)).rejects.toMatchObject({
      message: expect.stringContaining("transaction read-write mode must be set before any query"),
    });
  });
});

describe("in the session", () => {
  test.each([...writesWithRows, "create table made (id int)", "insert into precious values (5, 'x')"])(
    "%s is a write in a read-only transaction",
    async (sql) => {
      const session = await openSession(config, "repeatable read");
      try {
        await expect(session.client.query(sql)).rejects.toMatchObject({ code: "25006" });
      } finally {
        await closeSession(session);
      }
    },
  );

  test("even what comes after a commit can't write", async () => {
    const session = await openSession(config, "repeatable read");
    try {
      await session.client.query("commit");
      await expect(session.client.query("delete from precious")).rejects.toMatchObject({ code: "25006" });
    } finally {
      await closeSession(session);
    }
  });

  test("behind a pooler that takes no options, the transaction still only reads", async () => {
    const pooler = await startPooler(config);
    const source = openPostgresSource(pooler);
    await expect(source.preview({ kind: "table", schema: "public", table: "precious" }, 5)).resolves.toMatchObject({
      rows: [["1", "as it was"]],
    });
    await expect(source.preview({ kind: "sql", sql: "delete from precious returning id" }, 1)).rejects.toMatchObject({
      cause: { code: "25006" },
    });
  });
});
