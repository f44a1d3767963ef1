import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import type { SourceRow } from "@/lib/engine/types";
import { testDatabase } from "@/lib/local/testing/database";
import { openSource } from "@/lib/sources/open-source";
import { type PostgresConfig, parsePostgresUrl } from "@/lib/sources/postgres/config";
import type { RowBatch, Source } from "@/lib/sources/types";

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

async function collect(from: Source, sql: string, batchRows = 1000): Promise<RowBatch> {
  const rows: SourceRow[] = [];
  let columns: RowBatch["columns"] = [];
  for await (const batch of from.read({ kind: "sql", sql }, { batchRows })) {
    columns = batch.columns;
    rows.push(...batch.rows);
  }
  return { columns, rows };
}

async function readOne(sql: string): Promise<SourceRow> {
  const { rows } = await collect(source, sql);
  expect(rows).toHaveLength(1);
  return rows[0] ?? [];
}

describe("cells", () => {
  beforeAll(async () => {
    await execute(`
      create type mood as enum ('calm', 'O''Brien');
      create domain short_text as varchar(5);
      create table all_types (
        a_bool boolean, a_smallint smallint, a_bigint bigint, a_numeric numeric(30,10), a_real real, a_double double precision,
        a_text text, a_varchar varchar(40), a_char char(4), a_uuid uuid, a_mood mood, a_domain short_text,
        a_date date, a_timestamp timestamp(3), a_timestamptz timestamptz, a_time time, an_interval interval, a_money money,
        a_json json, a_jsonb jsonb, a_bytes bytea, an_inet inet, a_range int4range, a_point point,
        texts text[], numbers numeric[][], moods mood[], flags boolean[]
      );
      insert into all_types values (
        true, -7, 9223372036854775807, 12345678901234567890.1234567890, 0.1, 1e300,
        'O''Brien', '🛫 naïve', 'ab', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'O''Brien', 'abc',
        '2024-02-29', '2024-07-31 03:21:03.176', '2024-07-31 05:21:03.176001+02', '13:45', '1 year 2 days', 12.5,
        '{"a": 1.10}', '{"b": [1, 2]}', '\\xdeadbeef', '10.0.0.1/8', '[1,5)', '(1,2)',
        array['a', null, 'b "c"'], array[[1.50, 2], [3, null]], array['calm']::mood[], array[true, false]
      ), (
        false, null, null, 'NaN', 'Infinity', '-Infinity',
        '', null, null, null, null, null,
        'infinity', '-infinity', '0044-03-15 12:00:00+00 BC', null, null, null,
        'null', null, '', null, 'empty', null,
        '{}', null, '{null}', null
      );
    `);
  });

  test("come out exact and canonical, whatever their type", async () => {
    const { rows } = await source.preview({ kind: "table", schema: "public", table: "all_types" }, 10);
    expect(rows[0]).toEqual([
      ...["true", "-7", "9223372036854775807", "12345678901234567890.1234567890", "0.1", "1e+300"],
      ...["O'Brien", "🛫 naïve", "ab  ", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "O'Brien", "abc"],
      ...["2024-02-29", "2024-07-31T03:21:03.176", "2024-07-31T03:21:03.176001Z", "13:45:00", "P1Y2D"],
      expect.stringContaining("12.50"),
      ...['{"a": 1.10}', '{"b": [1, 2]}', "\\xdeadbeef", "10.0.0.1/8", "[1,5)", "(1,2)"],
      ...['["a",null,"b \\"c\\""]', '[["1.50",2],[3,null]]', '["calm"]', "[true,false]"],
    ]);
    expect(rows[1]).toEqual([
      ...["false", null, null, "NaN", "Infinity", "-Infinity"],
      ...["", null, null, null, null, null],
      ...["infinity", "-infinity", "0044-03-15 12:00:00+00 BC", null, null, null],
      ...["null", null, "\\x", null, "empty", null],
      ...["[]", null, "[null]", null],
    ]);
  });

  test("have columns with our type and the source's own name for it", async () => {
    const { columns } = await source.preview({ kind: "table", schema: "public", table: "all_types" }, 1);
    expect(columns.map(({ name, type, nativeType }) => `${name}: ${type}, ${nativeType}`)).toEqual([
      "a_bool: boolean, boolean",
      "a_smallint: integer, smallint",
      "a_bigint: integer, bigint",
      "a_numeric: number, numeric(30,10)",
      "a_real: number, real",
      "a_double: number, double precision",
      "a_text: text, text",
      "a_varchar: text, character varying(40)",
      "a_char: text, character(4)",
      "a_uuid: text, uuid",
      "a_mood: text, mood",
      "a_domain: text, short_text",
      "a_date: date, date",
      "a_timestamp: timestamp, timestamp(3) without time zone",
      "a_timestamptz: timestamptz, timestamp with time zone",
      "a_time: other, time without time zone",
      "an_interval: other, interval",
      "a_money: other, money",
      "a_json: json, json",
      "a_jsonb: json, jsonb",
      "a_bytes: bytes, bytea",
      "an_inet: other, inet",
      "a_range: other, int4range",
      "a_point: other, point",
      "texts: array, text[]",
      "numbers: array, numeric[]",
      "moods: array, mood[]",
      "flags: array, boolean[]",
    ]);
  });

  test("hold arrays of anything as Postgres itself would write them in JSON", async () => {
    const { rows } = await collect(
      source,
      `select a, to_jsonb(a)::text as expected from (values
        (array['', 'a"b', E'back\\\\slash', E'tab\\tline\\n', '{x}', 'NULL', null, 'ü🛬', ' ', ',', ';']),
        (string_to_array(repeat('x"\\,', 300), ',')),
        ('[5:6]={a,b}'::text[])) as rows (a)`,
    );
    expect(rows).toHaveLength(3);
    for (const [json, expected] of rows) expect(JSON.parse(json ?? "")).toEqual(JSON.parse(expected ?? ""));
  });

  test("hold 70,000 characters", async () => {
    const [text] = await readOne("select repeat('🛫x', 35000) as notes");
    expect([...(text ?? "")]).toHaveLength(70_000);
  });
});

describe("a query", () => {
  test.each([
    ["select 1 as one;"],
    ["select 1 as one; -- the end"],
    ["/* begin */ select 1 as one /* ; */ ;\n-- select 2"],
    ["with numbers as (select 1 as one) select * from numbers"],
    ["values (1)"],
    ["select a.one from (select 1 as one) a join (select 1 as one) b using (one) -- ?"],
    ["select row_number() over (order by x) from unnest(array['y']) x"],
    ["(select 1 as one) union all (select 2 where false)"],
  ])("%j runs as it is", async (sql) => {
    expect(await readOne(sql)).toEqual(["1"]);
  });

  test("without names for its columns keeps Postgres's own", async () => {
    const { columns } = await source.preview({ kind: "sql", sql: "select 1 + 1" }, 1);
    expect(columns).toEqual([{ name: "?column?", type: "integer", nativeType: "integer" }]);
  });

  test("without rows still has columns, in one empty batch", async () => {
    const batches: RowBatch[] = [];
    const query = { kind: "sql", sql: "select 1 as one where false" } as const;
    for await (const batch of source.read(query, { batchRows: 10 })) batches.push(batch);
    expect(batches).toEqual([{ columns: [{ name: "one", type: "integer", nativeType: "integer" }], rows: [] }]);
  });

  test("comes in batches of the size that was asked for, each row once", async () => {
    const sizes: number[] = [];
    const seen = new Set<string | null | undefined>();
    const query = { kind: "sql", sql: "select n from generate_series(1, 25) n" } as const;
    for await (const { rows } of source.read(query, { batchRows: 10 })) {
      sizes.push(rows.length);
      for (const row of rows) seen.add(row[0]);
    }
    expect(sizes).toEqual([10, 10, 5]);
    expect(seen.size).toBe(25);
  });

  test("with columns of one name says which", async () => {
    await expect(
      source.preview({ kind: "sql", sql: "select 1 as id, 2 as name, 3 as id, 4 as name" }, 1),
    ).rejects.toMatchObject({ code: "source_query_failed", message: expect.stringContaining('"id", "name"') });
  });

  test("with a mistake says where it is, in Postgres's words", async () => {
    const failing = collect(source, "select 1,\n  'ü🛫' || wrong\nfrom unnest(array[1]) x");
    await expect(failing).rejects.toMatchObject({
      code: "source_query_failed",
      message: expect.stringContaining('at line 2, column 11: column "wrong" does not exist'),
    });
  });

  test("of two statements is told to be one", async () => {
    await expect(collect(source, "select 1; select 2")).rejects.toMatchObject({
      code: "source_query_failed",
      message: expect.stringContaining("several statements"),
    });
  });

  test("that fails in the middle still says why", async () => {
    const failing = collect(source, "select 10 / (5 - n) as x from generate_series(1, 10) n", 2);
    await expect(failing).rejects.toMatchObject({ message: expect.stringContaining("division by zero") });
  });

  test("of a table that has vanished says so", async () => {
    await expect(source.preview({ kind: "table", schema: "public", table: "gone" }, 1)).rejects.toMatchObject({
      code: "source_query_failed",
      message: expect.stringContaining("public.gone is not there"),
    });
  });

  test("of a table with an odd name needs no quoting by the caller", async () => {
    await execute(`create schema "odd ""schema"; create table "odd ""schema"."Tab;le" (id int)`);
    const { columns } = await source.preview({ kind: "table", schema: 'odd "schema', table: "Tab;le" }, 1);
    expect(columns.map(({ name }) => name)).toEqual(["id"]);
  });

  test("sees one moment of the database, however long it is read", async () => {
    await execute("create table moment (id int); insert into moment select generate_series(1, 30)");
    const ids = new Set<string | null | undefined>();
    for await (const { rows } of source.read({ kind: "table", schema: "public", table: "moment" }, { batchRows: 10 })) {
      if (ids.size === 0) await execute("update moment set id = id + 100");
      for (const row of rows) ids.add(row[0]);
    }
    expect(Math.max(...[...ids].map(Number))).toBe(30);
  });
});

describe("a preview", () => {
  test.each([
    [3, 3],
    [0, 0],
    [500, 5],
  ])("of %i rows has %i", async (limit, expected) => {
    const { rows } = await source.preview({ kind: "sql", sql: "select n from generate_series(1, 5) n" }, limit);
    expect(rows).toHaveLength(expected);
  });
});

describe("tables", () => {
  test("are listed with Postgres's estimate, views without one", async () => {
    await execute(`
      create schema listed;
      create table listed.counted as select generate_series(1, 100) as id;
      analyze listed.counted;
      create table listed.new_one (id int);
      create view listed.a_view as select * from listed.counted;
      create materialized view listed.a_copy as select * from listed.counted;
      analyze listed.a_copy;
      create table listed.whole (id int) partition by range (id);
      create table listed.part partition of listed.whole for values from (1) to (10);
    `);
    const tables = (await source.listTables()).filter(({ schema }) => schema === "listed");
    expect(tables.map(({ table, estimatedRows }) => [table, estimatedRows])).toEqual([
      ["a_copy", 100],
      ["a_view", null],
      ["counted", 100],
      ["new_one", null],
      ["whole", null],
    ]);
  });

  test("that the role may not read are left out", async () => {
    await execute(`
      create schema guarded;
      create table guarded.open_to_all (id int);
      create table guarded.closed (id int);
      do $$ begin
        if not exists (select from pg_roles where rolname = 'sluice_reader') then
          create role sluice_reader login password 'reader';
        end if;
      end $$;
      grant usage on schema guarded to sluice_reader;
      grant select on guarded.open_to_all to sluice_reader;
    `);
    const reader: PostgresConfig = { ...config, user: "sluice_reader", password: "reader" };
    const asReader = openSource({ kind: "postgres", config: reader });
    const tables = await asReader.listTables();
    expect(tables.filter(({ schema }) => schema === "guarded").map(({ table }) => table)).toEqual(["open_to_all"]);
    await expect(asReader.preview({ kind: "table", schema: "guarded", table: "closed" }, 1)).rejects.toMatchObject({
      code: "source_refused",
      message: expect.stringContaining("Grant select"),
    });
  });
});
