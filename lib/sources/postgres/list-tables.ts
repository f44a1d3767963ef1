import type pg from "pg";
import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { explainConnectionError } from "@/lib/sources/postgres/explain-connection-error";
import { closeSession, openSession } from "@/lib/sources/postgres/session";
import type { TableInfo } from "@/lib/sources/types";

/**
 * Tables, views, materialized views and foreign tables that the role may read, outside Postgres's own schemas.
 * Partitions stand behind their table. Throws `AppError`s with `source_*` codes.
 */
export async function listTables(config: PostgresConfig): Promise<TableInfo[]> {
  try {
    const session = await openSession(config, "read committed");
    try {
      return await queryTables(session.client);
    } finally {
      await closeSession(session);
    }
  } catch (thrown) {
    throw explainConnectionError(thrown, config);
  }
}

/** A view's estimate is always nought, and -1 says that a table was never counted. */
const selectTables = `
  select
    namespace.nspname as schema,
    class.relname as table,
    case when class.relkind = 'v' or class.reltuples < 0 then null else class.reltuples::int8::text end as estimate
  from pg_catalog.pg_class class
  join pg_catalog.pg_namespace namespace on namespace.oid = class.relnamespace
  where class.relkind in ('r', 'p', 'v', 'm', 'f')
    and not class.relispartition
    and namespace.nspname <> 'information_schema'
    and namespace.nspname !~ '^pg_'
    and has_schema_privilege(namespace.oid, 'usage')
    and has_table_privilege(class.oid, 'select')
  order by 1, 2`;

export async function queryTables(client: pg.Client): Promise<TableInfo[]> {
  const { rows } = await client.query<{ schema: string; table: string; estimate: string | null }>(selectTables);
  return rows.map(({ schema, table, estimate }) => ({
    schema,
    table,
    estimatedRows: estimate === null ? null : Number(estimate),
  }));
}
