import pg from "pg";
import type { FieldMapping, Mapping } from "@/lib/engine/types";

export interface BenchTable {
  readonly name: string;
  readonly rows: number;
  /** One row in so many breaks a rule of the portal that only HubSpot knows; 0 for none. */
  readonly badRowIn?: number;
  /** Only one row in so many is good; of the others the preflight refuses the seniority. 0 where all are. */
  readonly goodRowIn?: number;
}

/** What the preflight refuses: five options that the property lacks, and one more in the last bad row alone. */
export const refusedOptions = ["guru", "wizard", "rock star", "ninja", "evangelist"];
export const rareOption = "oracle";

/** Makes tables of ten columns in the schema `crm`, one person a row. No two tables share an address. */
export async function createTables(url: string, tables: readonly BenchTable[]): Promise<void> {
  await withClient(url, async (client) => {
    await client.query("create schema if not exists crm");
    for (const { name, rows, badRowIn = 0, goodRowIn = 0 } of tables) {
      await client.query(
        `create table crm.${name} (email text primary key, first_name text, last_name text, job_title text, phone text,
           employees_managed integer, seniority text, birthday date, joined_at timestamp, newsletter boolean)`,
      );
      await client.query(
        `insert into crm.${name}
         select 'person-' || n || '@' || replace($2, '_', '-') || '.example', 'First ' || n, 'Last ' || n % 977,
           case when $3 > 0 and n % greatest($3, 1) = 0 then repeat('Head of everything ', 4) else 'Dispatcher ' || n % 90 end,
           '+49 30 ' || 1000000 + n, n % 250,
           case when $4 = 0 or n % greatest($4, 1) = 0 then (array['trainee', 'junior', 'senior', 'lead', 'director'])[1 + n % 5]
             when n = $1 - 1 then $6 else ($5::text[])[1 + n % 5] end,
           date '1950-01-01' + n % 20000, timestamp '2015-01-01' + n * interval '1 minute', n % 3 = 0
         from generate_series(1, $1::int) n`,
        [rows, name, badRowIn, goodRowIn, refusedOptions, rareOption],
      );
      await client.query(`analyze crm.${name}`);
    }
  });
}

/** Changes as many rows of a table: gives them another first name, always the same rows. */
export async function changeRows(url: string, table: string, rows: number, firstName = "Changed"): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      `update crm.${table} set first_name = $2
       where email in (select email from crm.${table} order by email limit $1)`,
      [rows, firstName],
    ),
  );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const properties = {
  first_name: "firstname",
  last_name: "lastname",
  job_title: "jobtitle",
  phone: "phone",
  employees_managed: "employees_managed",
  seniority: "seniority",
  birthday: "date_of_birth",
  joined_at: "joined_on",
  newsletter: "newsletter",
};

/** Every column goes to a property of contacts: text, numbers, options, dates and booleans. */
export const benchMapping: Mapping = {
  match: { column: "email", property: "email" },
  fields: Object.entries(properties).map(
    ([column, property]): FieldMapping => ({ property, value: { kind: "column", column }, whenEmpty: "skip" }),
  ),
};

/** The rows of a table as somebody would write them by hand for HubSpot: the query does the converting. */
export const handWrittenQuery = (table: string) => `
  select email, first_name as firstname, last_name as lastname, job_title as jobtitle, phone,
    employees_managed::text, seniority, birthday::text as date_of_birth, joined_at::date::text as joined_on,
    newsletter::text
  from crm.${table}`;
