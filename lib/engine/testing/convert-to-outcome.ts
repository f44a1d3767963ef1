import { convertValue } from "@/lib/engine/convert-value";
import type { Cell, ColumnType, Property } from "@/lib/engine/types";

/** A conversion in one word for tables of tests: the value, null for empty, or `refused: CODE`. */
export function convertToOutcome(property: Property, columnType: ColumnType, cell: Cell): string | null {
  const converted = convertValue(property, columnType, cell);
  return converted === null || typeof converted === "string" ? converted : `refused: ${converted.code}`;
}
