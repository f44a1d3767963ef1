import { randomBytes } from "node:crypto";
import pg from "pg";
import type { SourceInput } from "@/lib/api/sources";

const READER = "warehouse_reader";

/** A role that may read the warehouse and nothing else, with a new password, as a source of the console. */
export async function makeWarehouseReader(url: string, name: string): Promise<SourceInput> {
  const password = randomBytes(18).toString("base64url");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [READER]);
    await client.query(`${rowCount ? "alter" : "create"} role ${READER} login password '${password}'`);
    await client.query(`grant usage on schema crm to ${READER}`);
    await client.query(`grant select on all tables in schema crm to ${READER}`);
    // Of tables that come later, too.
    await client.query(`alter default privileges in schema crm grant select on tables to ${READER}`);
  } finally {
    await client.end();
  }
  const { hostname, port, pathname } = new URL(url);
  return {
    name,
    kind: "postgres",
    connection: {
      kind: "fields",
      host: hostname,
      port: Number(port),
      database: pathname.slice(1),
      user: READER,
      password,
      tls: "disable",
      caCertificate: null,
    },
    statementTimeoutSeconds: 600,
  };
}
