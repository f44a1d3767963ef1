import type { ComparedRow } from "@/lib/api/row-comparison";

export type RowFilter = "all" | "created" | "changed" | "blanks" | "unchanged" | "skipped" | "rejected";

const words: Readonly<Record<RowFilter, string>> = {
  all: "All",
  created: "Created",
  changed: "Changed",
  blanks: "Would blank",
  unchanged: "Unchanged",
  skipped: "Skipped",
  rejected: "Rejected",
};

export interface FilterCount {
  readonly filter: RowFilter;
  readonly word: string;
  readonly rows: number;
}

/** True when a value that HubSpot has would be cleared. */
export function blanksSomething({ outcome, fields }: Pick<ComparedRow, "outcome" | "fields">): boolean {
  return outcome === "changed" && fields.some(({ effect }) => effect === "blank");
}

export function isShown(row: ComparedRow, filter: RowFilter): boolean {
  if (filter === "all") return true;
  return filter === "blanks" ? blanksSomething(row) : row.outcome === filter;
}

/** All filters that have rows, with their numbers; `all` always. A row that blanks something counts as changed as well. */
export function countFilters(rows: readonly ComparedRow[]): readonly FilterCount[] {
  return (Object.keys(words) as RowFilter[])
    .map((filter) => ({ filter, word: words[filter], rows: rows.filter((row) => isShown(row, filter)).length }))
    .filter(({ filter, rows: count }) => filter === "all" || count > 0);
}
