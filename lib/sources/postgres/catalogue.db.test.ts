import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { openSource } from "@/lib/sources/open-source";
import { type PostgresConfig, parsePostgresUrl } from "@/lib/sources/postgres/config";

const url = await testDatabase();
const config = parsePostgresUrl(url);
const source = openSource({ kind: "postgres", config });

beforeAll(async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create schema crm;
    create table people (id bigint primary key, "Full Name" varchar(40), dropped int);
    alter table people drop column dropped;
    insert into people select n, 'Name ' || n from generate_series(1, 500) n;
    analyze people;
    create view crm.tall as select id from people;
    create table crm.secret (id int, shown text, hidden text);
    create function writes() returns setof int language plpgsql volatile as
      $$ begin insert into crm.secret values (1); return next 1; end $$;
    do $$ begin
      if not exists (select from pg_roles where rolname = 'sluice_columns') then
        create role sluice_columns login password 'reader';
      end if;
    end $$;
    grant usage on schema crm to sluice_columns;
    grant select (id, shown) on crm.secret to sluice_columns;
  `);
  await client.end();
});

describe("the catalogue", () => {
  test("has every table and view with its columns and their types, the default schema's first", async () => {
    const { defaultSchema, tables, isWhole } = await source.listColumns();
    expect({ defaultSchema, isWhole }).toEqual({ defaultSchema: "public", isWhole: true });
    const names = tables.map(({ schema, table }) => `${schema}.${table}`);
    expect(names).toEqual(expect.arrayContaining(["public.people", "crm.secret", "crm.tall"]));
    expect(names.indexOf("public.people")).toBeLessThan(names.indexOf("crm.secret"));
    expect(tables.find(({ table }) => table === "people")?.columns).toEqual([
      { name: "id", nativeType: "bigint" },
      { name: "Full Name", nativeType: "character varying(40)" },
    ]);
  });

  test("leaves out columns that the role may not read", async () => {
    const reader: PostgresConfig = { ...config, user: "sluice_columns", password: "reader" };
    const { tables } = await openSource({ kind: "postgres", config: reader }).listColumns();
    const secret = tables.find(({ table }) => table === "secret");
    expect(secret?.columns.map(({ name }) => name)).toEqual(["id", "shown"]);
  });
});

describe("the estimate of rows", () => {
  test("comes from the planner, of a table, of a view and of a statement", async () => {
    expect(await source.estimateRows({ kind: "table", schema: "public", table: "people" })).toBe(500);
    expect(await source.estimateRows({ kind: "table", schema: "crm", table: "tall" })).toBe(500);
    expect(await source.estimateRows({ kind: "sql", sql: "select * from people limit 7 -- the first" })).toBe(7);
  });

  test("isn't there for what gives rows without a plan", async () => {
    expect(await source.estimateRows({ kind: "sql", sql: "show server_version" })).toBeNull();
  });

  test("never runs the statement", async () => {
    expect(await source.estimateRows({ kind: "sql", sql: "select * from writes()" })).toBeGreaterThan(0);
    expect(await source.estimateRows({ kind: "sql", sql: "select pg_sleep(3600)" })).toBe(1);
  });

  test.each([
    ["select 1; select 2", "several statements"],
    ["analyze people", "only reads"],
    ["select 1,\n  wrong", 'at line 2, column 3: column "wrong" does not exist'],
  ])("of %j is refused as the preview is", async (sql, words) => {
    await expect(source.preview({ kind: "sql", sql }, 1)).rejects.toThrow(words);
    await expect(source.estimateRows({ kind: "sql", sql })).rejects.toThrow(words);
  });

  test("a refusal names its place as line and column, counted in characters", async () => {
    await expect(source.estimateRows({ kind: "sql", sql: "select 1,\n '🛫', wrong" })).rejects.toMatchObject({
      place: { line: 2, column: 7 },
    });
    await expect(source.estimateRows({ kind: "table", schema: "public", table: "gone" })).rejects.toMatchObject({
      place: null,
    });
  });
});
