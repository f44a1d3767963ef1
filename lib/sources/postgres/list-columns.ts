import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { explainConnectionError } from "@/lib/sources/postgres/explain-connection-error";
import { closeSession, openSession } from "@/lib/sources/postgres/session";
import type { Catalogue, CatalogueTable } from "@/lib/sources/types";

const MOST_COLUMNS = 20_000;

interface ColumnRow {
  schema: string;
  table: string;
  name: string;
  native_type: string;
}

/** Of the same tables that `listTables` lists, the columns that the role may read; one more than are wanted shows that there are more. */
const selectColumns = `
  select
    namespace.nspname as schema,
    class.relname as table,
    attribute.attname as name,
    format_type(attribute.atttypid, attribute.atttypmod) as native_type
  from pg_catalog.pg_class class
  join pg_catalog.pg_namespace namespace on namespace.oid = class.relnamespace
  join pg_catalog.pg_attribute attribute
    on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
  where class.relkind in ('r', 'p', 'v', 'm', 'f')
    and not class.relispartition
    and namespace.nspname <> 'information_schema'
    and namespace.nspname !~ '^pg_'
    and has_schema_privilege(namespace.oid, 'usage')
    and has_column_privilege(class.oid, attribute.attnum, 'select')
  order by namespace.nspname <> coalesce(current_schema(), ''), 1, 2, attribute.attnum
  limit ${MOST_COLUMNS + 1}`;

/** The tables with their columns, those of the default schema first, up to 20,000 columns. Throws `AppError`s with `source_*` codes. */
export async function listColumns(config: PostgresConfig): Promise<Catalogue> {
  try {
    const session = await openSession(config, "read committed");
    try {
      const { client } = session;
      const place = await client.query<{ schema: string | null }>("select current_schema() as schema");
      const { rows } = await client.query<ColumnRow>(selectColumns);
      return {
        defaultSchema: place.rows[0]?.schema ?? null,
        tables: groupByTable(rows.slice(0, MOST_COLUMNS)),
        isWhole: rows.length <= MOST_COLUMNS,
      };
    } finally {
      await closeSession(session);
    }
  } catch (thrown) {
    throw explainConnectionError(thrown, config);
  }
}

/** The rows of a table come one after another. */
function groupByTable(rows: readonly ColumnRow[]): CatalogueTable[] {
  const tables: { schema: string; table: string; columns: { name: string; nativeType: string }[] }[] = [];
  for (const { schema, table, name, native_type: nativeType } of rows) {
    const last = tables.at(-1);
    if (last?.schema === schema && last.table === table) last.columns.push({ name, nativeType });
    else tables.push({ schema, table, columns: [{ name, nativeType }] });
  }
  return tables;
}
