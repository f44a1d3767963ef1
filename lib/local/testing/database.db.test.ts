import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "./database";

const url = await testDatabase();
const otherUrl = await testDatabase();

async function query(sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(sql)).rows.map((row) => row.value);
  } finally {
    await client.end();
  }
}

test("a test file gets a database of its own, not the template", async () => {
  expect(await query("select current_database() as value")).toEqual([new URL(url).pathname.slice(1)]);
});

test("the database is migrated, and every migration finished", async () => {
  expect(await query("select count(*)::int as value from _prisma_migrations where finished_at is null")).toEqual([0]);
});

test("two databases share nothing", async () => {
  await query("create table only_here as select 1 as value");
  const other = new pg.Client({ connectionString: otherUrl });
  await other.connect();
  const { rows } = await other.query("select to_regclass('only_here') as value");
  await other.end();
  expect(rows).toEqual([{ value: null }]);
});
