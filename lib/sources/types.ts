import type { Column, SourceRow } from "@/lib/engine/types";

/** What is read from a source: a whole table or view, or the rows of a `select`. */
export type SourceQuery =
  | { readonly kind: "table"; readonly schema: string; readonly table: string }
  | { readonly kind: "sql"; readonly sql: string };

export interface TableInfo {
  readonly schema: string;
  readonly table: string;
  /** The planner's estimate; null where the source has none. */
  readonly estimatedRows: number | null;
}

/** One line of a connection test: what was tried, how it went, and what to do where it failed. */
export interface TestLine {
  readonly id: string;
  readonly label: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly detail: string;
  readonly fix: string | null;
}

/** The tables and views of a source with their columns, for whoever writes a query. */
export interface Catalogue {
  /** The schema whose tables need no schema before their name. */
  readonly defaultSchema: string | null;
  readonly tables: readonly CatalogueTable[];
  /** False where there are more columns than are listed. */
  readonly isWhole: boolean;
}

export interface CatalogueTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly nativeType: string }[];
}

export interface RowBatch {
  readonly columns: readonly Column[];
  readonly rows: readonly SourceRow[];
}

/**
 * A place rows come from. Every method opens its own connection and closes it; all throw `AppError` with a
 * `source_*` code whose message names what to do next.
 */
export interface Source {
  /** Never throws: what fails is a line. */
  test(): Promise<TestLine[]>;
  listTables(): Promise<TableInfo[]>;
  listColumns(): Promise<Catalogue>;
  /** How many rows the planner expects of a query, which isn't run; null where it doesn't say. */
  estimateRows(query: SourceQuery): Promise<number | null>;
  /** The columns of the query and its first `limit` rows. */
  preview(query: SourceQuery, limit: number): Promise<RowBatch>;
  /** All rows of the query in one consistent pass, in batches of up to `batchRows`, in flat memory. An empty result yields one empty batch. */
  read(query: SourceQuery, options: { batchRows: number; signal?: AbortSignal }): AsyncGenerator<RowBatch>;
}
