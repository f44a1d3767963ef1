import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll } from "vitest";
import type { SourceInput } from "@/lib/api/sources";
import { testDatabase } from "./database";

export type SourceCells = Readonly<Record<string, string | number | boolean | null>>;

export interface WarehouseTable {
  readonly name: string;
  insert(rows: readonly SourceCells[]): Promise<void>;
  /** Runs SQL in which `people` stands for the table's name. */
  run(sql: string): Promise<void>;
}

export type TestWarehouse = Awaited<ReturnType<typeof testWarehouse>>;

/** A database of the calling test file's own for its sources to read, with a table for each test. */
export async function testWarehouse() {
  const url = new URL(await testDatabase());
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  // The database is dropped with whatever connections are still closing.
  pool.on("error", () => {});
  afterAll(() => pool.end());

  return {
    url: url.href,
    /** How a person would add it as a source. */
    sourceInput(name: string): SourceInput {
      return {
        name,
        kind: "postgres",
        connection: {
          kind: "fields",
          host: url.hostname,
          port: Number(url.port),
          database: url.pathname.slice(1),
          user: decodeURIComponent(url.username),
          password: decodeURIComponent(url.password),
          tls: "disable",
          caCertificate: null,
        },
        statementTimeoutSeconds: 60,
      };
    },
    /** A table of people in the schema `public`, texts all of them so that anything can be wrong with them. */
    async createPeople(): Promise<WarehouseTable> {
      const name = `people_${randomBytes(6).toString("hex")}`;
      await pool.query(
        `create table ${name} (id int generated always as identity, email text, first_name text, job_title text,
           seniority text, managed text, badge text)`,
      );
      return {
        name,
        insert: async (rows) => {
          await pool.query(
            `insert into ${name} (email, first_name, job_title, seniority, managed, badge)
             select email, first_name, job_title, seniority, managed, badge
             from json_populate_recordset(null::${name}, $1)`,
            [JSON.stringify(rows)],
          );
        },
        run: async (sql) => {
          await pool.query(sql.replaceAll("people", name));
        },
      };
    },
  };
}
