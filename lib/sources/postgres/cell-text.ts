import type { ColumnType } from "@/lib/engine/types";
import { writeArrayAsJson } from "@/lib/sources/postgres/array-literal";

/** What decides how a column's text is written: its type, and for arrays that of their elements. */
export interface CellFormat {
  readonly type: ColumnType;
  readonly element: { readonly type: ColumnType; readonly delimiter: string } | null;
}

export type CellWriter = (text: string) => string;

/** From Postgres's text to the canonical text of `Cell`; null where they are the same. */
export function createCellWriter({ type, element }: CellFormat): CellWriter | null {
  if (element !== null) {
    const toJson = createElementWriter(element.type);
    return (text) => writeArrayAsJson(text, element.delimiter, toJson);
  }
  if (type === "boolean") return (text) => (text === "t" ? "true" : "false");
  if (type === "timestamp") return writeTimestamp;
  if (type === "timestamptz") return writeTimestamptz;
  return null;
}

/** `infinity` and dates before our era (`… BC`) come through unread. */
const plainTimestamp = /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/;

function writeTimestamp(text: string): string {
  return plainTimestamp.test(text) ? text.replace(" ", "T") : text;
}

function writeTimestamptz(text: string): string {
  if (!text.endsWith("+00")) return text;
  const moment = text.slice(0, -3);
  return plainTimestamp.test(moment) ? `${moment.replace(" ", "T")}Z` : text;
}

function createElementWriter(type: ColumnType): CellWriter {
  const write = createCellWriter({ type, element: null });
  switch (type) {
    case "boolean":
      return (text) => write?.(text) ?? text;
    case "integer":
    case "number":
      return writeNumber;
    case "json":
      return (text) => text;
    default:
      return (text) => JSON.stringify(write?.(text) ?? text);
  }
}

/** Whoever reads JSON reads a double: a number that a double would change (`9007199254740993`, `1.50`) stays a text. */
function writeNumber(text: string): string {
  return Number.isFinite(Number(text)) && String(Number(text)) === text ? text : JSON.stringify(text);
}
