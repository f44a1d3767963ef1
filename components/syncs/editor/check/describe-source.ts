import type { Column, MappedValue, SourceRow } from "@/lib/engine/types";

/** Where a property's value comes from, and what the row has there; null where it isn't one cell of the row. */
export function describeSource(
  value: MappedValue,
  columns: readonly Column[],
  cells: SourceRow,
): { readonly name: string; readonly cell: string | null | undefined } {
  switch (value.kind) {
    case "column":
      return { name: value.column, cell: cells[columns.findIndex(({ name }) => name === value.column)] ?? null };
    case "constant":
      return { name: "a constant", cell: undefined };
    case "template":
      return { name: "a template", cell: undefined };
    default:
      return value satisfies never;
  }
}
