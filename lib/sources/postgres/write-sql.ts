import pg from "pg";
import type { SourceQuery } from "@/lib/sources/types";

/** The statement that gives a query's rows. */
export function writeSql(query: SourceQuery): string {
  switch (query.kind) {
    case "sql":
      return query.sql;
    case "table":
      return `select * from ${pg.escapeIdentifier(query.schema)}.${pg.escapeIdentifier(query.table)}`;
    default:
      return query satisfies never;
  }
}
