import pg from "pg";
import { AppError } from "@/lib/errors";
import { type Airport, readAirports } from "@/lib/local/demo/airports";
import { type Contract, makeContracts } from "@/lib/local/demo/contracts";
import { makePeople, type Person } from "@/lib/local/demo/people";

export interface WarehouseCounts {
  readonly accounts: number;
  readonly people: number;
  readonly contracts: number;
}

/** Written on the schema. A new one, for new data or columns, has every demo load them again. */
const version = "Sluice demo data 1";

type Columns<Row> = Readonly<Record<keyof Row & string, string>>;

type Account = Readonly<
  Record<keyof Omit<Airport, "scheduled_service"> | "has_scheduled_service" | "updated_at", string | null>
>;

const accountColumns: Columns<Account> = {
  ident: "text",
  name: "text",
  type: "text",
  latitude: "double precision",
  longitude: "double precision",
  elevation_ft: "integer",
  continent: "text",
  country_code: "text",
  country: "text",
  region_code: "text",
  region: "text",
  municipality: "text",
  has_scheduled_service: "boolean",
  iata_code: "text",
  gps_code: "text",
  home_link: "text",
  wikipedia_link: "text",
  keywords: "text",
  updated_at: "timestamptz",
};

const personColumns: Columns<Person> = {
  person_id: "bigint",
  email: "text",
  first_name: "text",
  last_name: "text",
  job_title: "text",
  phone: "text",
  lifecycle_stage: "text",
  employees_managed: "text",
  salary: "numeric(12,2)",
  birthday: "date",
  joined_at: "timestamp",
  newsletter: "boolean",
  seniority: "text",
  notes: "text",
  badge_number: "text",
  airport_ident: "text",
  updated_at: "timestamptz",
};

const contractColumns: Columns<Contract> = {
  contract_id: "bigint",
  contract_no: "text",
  title: "text",
  amount: "numeric",
  currency: "text",
  close_date: "date",
  stage: "text",
  airport_ident: "text",
  signed_at: "timestamptz",
  updated_at: "timestamptz",
};

/**
 * Fills the schema `crm` of the database with the demo's tables. What an earlier start of this version loaded is left
 * alone, changes to it included; older demo data is replaced. Throws `AppError("conflict")` where `crm` is someone's own.
 */
export async function loadWarehouse(url: string): Promise<WarehouseCounts> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    const found = await readVersion(client);
    if (found !== version) await replaceWarehouse(client, found);
    const counts = await countRows(client);
    await client.query("commit");
    return counts;
  } finally {
    await client.end();
  }
}

/** The comment on the schema; null when there is no schema. The lock keeps two starts from loading at once. */
async function readVersion(client: pg.Client): Promise<string | null> {
  await client.query("select pg_advisory_xact_lock(hashtext('sluice demo warehouse'))");
  const { rows } = await client.query<{ comment: string | null }>(
    "select obj_description(oid, 'pg_namespace') as comment from pg_catalog.pg_namespace where nspname = 'crm'",
  );
  const [schema] = rows;
  return schema === undefined ? null : (schema.comment ?? "");
}

async function replaceWarehouse(client: pg.Client, found: string | null): Promise<void> {
  if (found !== null && !found.startsWith("Sluice demo data ")) {
    throw new AppError(
      "conflict",
      "The database has a schema named crm that isn't the demo's. Give the demo a database of its own.",
    );
  }
  if (found !== null) await client.query("drop schema crm cascade");
  await client.query("create schema crm");
  await client.query(`comment on schema crm is '${version}'`);
  const airports = readAirports();
  await createTable(client, "accounts", "ident", accountColumns, airports.map(toAccount));
  await client.query("alter table crm.accounts alter keywords type text[] using string_to_array(keywords, ', ')");
  await createTable(client, "people", "person_id", personColumns, makePeople(airports));
  await createTable(client, "contracts", "contract_id", contractColumns, makeContracts(airports));
  await client.query("analyze crm.accounts, crm.people, crm.contracts");
}

function toAccount({ scheduled_service, ...airport }: Airport): Account {
  return { ...airport, has_scheduled_service: scheduled_service, updated_at: "2026-01-01T00:00:00Z" };
}

async function createTable<Row extends object>(
  client: pg.Client,
  table: keyof WarehouseCounts,
  primaryKey: keyof Row & string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns).filter((name): name is keyof Row & string => name in columns);
  const definitions = names.map((name) => `${name} ${columns[name]}`).join(", ");
  await client.query(`create table crm.${table} (${definitions}, primary key (${primaryKey}))`);
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`).join(", ");
  await client.query(
    `insert into crm.${table} select * from unnest(${arrays})`,
    names.map((name) => rows.map((row) => row[name])),
  );
}

async function countRows(client: pg.Client): Promise<WarehouseCounts> {
  const { rows } = await client.query<WarehouseCounts>(
    `select (select count(*)::int from crm.accounts) as accounts,
            (select count(*)::int from crm.people) as people,
            (select count(*)::int from crm.contracts) as contracts`,
  );
  return rows[0] ?? { accounts: 0, people: 0, contracts: 0 };
}
