import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { estimateRows } from "@/lib/sources/postgres/estimate-rows";
import { listColumns } from "@/lib/sources/postgres/list-columns";
import { listTables } from "@/lib/sources/postgres/list-tables";
import { previewRows, readRows } from "@/lib/sources/postgres/read-rows";
import { testConnection } from "@/lib/sources/postgres/test-connection";
import type { Source } from "@/lib/sources/types";

/**
 * A PostgreSQL database as a source. Whatever the query says, nothing is written: see `openSession`. The best belt is
 * still a role that may only `select`, because a function can reach past any transaction (`dblink`, a shell).
 */
export function openPostgresSource(config: PostgresConfig): Source {
  return {
    test: () => testConnection(config),
    listTables: () => listTables(config),
    listColumns: () => listColumns(config),
    estimateRows: (query) => estimateRows(config, query),
    preview: (query, limit) => previewRows(config, query, limit),
    read: (query, options) => readRows(config, query, options),
  };
}
