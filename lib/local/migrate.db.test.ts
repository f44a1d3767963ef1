import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate";
import { testDatabase } from "./testing/database";

const databases = await Promise.all([1, 2, 3, 4, 5, 6].map(() => testDatabase()));
let url: string;
let dir: string;

beforeEach(() => {
  url = databases.pop() ?? "";
  dir = mkdtempSync(path.join(tmpdir(), "sluice-migrations-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(dir, name), { recursive: true });
  writeFileSync(path.join(dir, name, "migration.sql"), sql);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("applies what is missing, in the order of the names, and nothing twice", async () => {
  addMigration("90000000000002_second", "alter table probe add column b int;");
  addMigration("90000000000001_first", "create table probe (a int);");
  expect(await migrate({ url, dir })).toEqual(["90000000000001_first", "90000000000002_second"]);
  addMigration("90000000000003_third", "alter table probe add column c int;");
  expect(await migrate({ url, dir })).toEqual(["90000000000003_third"]);
  expect(await migrate({ url, dir })).toEqual([]);
  await query("select a, b, c from probe");
});

test("an empty or absent folder of migrations is fine", async () => {
  expect(await migrate({ url, dir })).toEqual([]);
  expect(await migrate({ url, dir: path.join(dir, "nowhere") })).toEqual([]);
});

test("bodies with semicolons are applied whole", async () => {
  addMigration(
    "90000000000001_function",
    "create function twice(n int) returns int as $$ begin n := n * 2; return n; end; $$ language plpgsql;",
  );
  await migrate({ url, dir });
  expect(await query("select twice(21) as n")).toEqual([{ n: 42 }]);
});

test("a migration that fails leaves nothing behind, and names its line", async () => {
  addMigration("90000000000001_good", "create table kept (id int);");
  addMigration("90000000000002_bad", "create table lost (id int);\nselect 1;\nselect nonsense;");
  await expect(migrate({ url, dir })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/90000000000002_bad failed at line 3: .*nonsense/),
  });
  expect(await query("select to_regclass('kept')::text as kept, to_regclass('lost') as lost")).toEqual([
    { kept: "kept", lost: null },
  ]);
});

test("after a failure nothing more is applied until it is resolved", async () => {
  addMigration("90000000000001_bad", "select nonsense;");
  await expect(migrate({ url, dir })).rejects.toThrow("90000000000001_bad failed");
  addMigration("90000000000001_bad", "create table mended (id int);");
  await expect(migrate({ url, dir })).rejects.toThrow("prisma migrate resolve --rolled-back 90000000000001_bad");
  await query("update _prisma_migrations set rolled_back_at = now() where finished_at is null");
  expect(await migrate({ url, dir })).toEqual(["90000000000001_bad"]);
});

test("of two at once one applies and the other finds nothing to do", async () => {
  addMigration("90000000000001_slow", "create table once (id int); select pg_sleep(0.2);");
  const results = await Promise.all([migrate({ url, dir }), migrate({ url, dir })]);
  expect(results.flat()).toEqual(["90000000000001_slow"]);
});

test("a database that can't be reached is told with the variable that names it, and without the password", async () => {
  const unreachable = migrate({ url: "postgresql://sluice:hidden@127.0.0.1:1/sluice" });
  await expect(unreachable).rejects.toMatchObject({
    code: "not_configured",
    message: expect.stringMatching(/^(?!.*hidden).*Check DATABASE_URL\.$/),
  });
});
