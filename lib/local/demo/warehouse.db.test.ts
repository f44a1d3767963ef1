import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { loadWarehouse } from "@/lib/local/demo/warehouse";
import { testDatabase } from "@/lib/local/testing/database";
import { openSource } from "@/lib/sources/open-source";
import { parsePostgresUrl } from "@/lib/sources/postgres/config";

const url = await testDatabase();
const source = openSource({ kind: "postgres", config: parsePostgresUrl(url) });

async function execute(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

const counts = { accounts: 5210, people: 3000, contracts: 1000 };

beforeAll(async () => {
  expect(await loadWarehouse(url)).toEqual(counts);
});

describe("loading", () => {
  test("twice leaves the tables alone, with what was changed in them", async () => {
    await execute("update crm.accounts set name = 'Renamed' where ident = 'LSZH'");
    expect(await loadWarehouse(url)).toEqual(counts);
    const { rows } = await execute("select name from crm.accounts where ident = 'LSZH'");
    expect(rows).toEqual([{ name: "Renamed" }]);
  });

  test("replaces the tables of another version", async () => {
    await execute("comment on schema crm is 'Sluice demo data 0'; delete from crm.people; drop table crm.contracts");
    expect(await loadWarehouse(url)).toEqual(counts);
    const { rows } = await execute("select name, keywords from crm.accounts where ident = 'EGLL'");
    expect(rows).toEqual([{ name: "London Heathrow Airport", keywords: ["LON", "Londres"] }]);
  });

  test("two at once end with one warehouse", async () => {
    await execute("drop schema crm cascade");
    expect(await Promise.all([loadWarehouse(url), loadWarehouse(url)])).toEqual([counts, counts]);
  });

  test("never touches somebody else's schema", async () => {
    const { rows } = await execute("select obj_description('crm'::regnamespace, 'pg_namespace') as comment");
    await execute("comment on schema crm is 'Our own CRM'");
    await expect(loadWarehouse(url)).rejects.toMatchObject({ code: "conflict" });
    await execute(`comment on schema crm is '${rows[0]?.comment}'`);
    expect(await loadWarehouse(url)).toEqual(counts);
  });

  test("gives the tables an estimate", async () => {
    const tables = (await source.listTables()).filter(({ schema }) => schema === "crm");
    expect(tables).toEqual([
      { schema: "crm", table: "accounts", estimatedRows: 5210 },
      { schema: "crm", table: "contracts", estimatedRows: 1000 },
      { schema: "crm", table: "people", estimatedRows: 3000 },
    ]);
  });
});
