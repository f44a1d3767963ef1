import { type Converter, refuse } from "./converter";
import { type Instant, parseEpochMs, parseIsoInstant } from "./parse-instant";
import { quoteValue } from "./show-text";
import type { ColumnType } from "./types";

/**
 * HubSpot's date: `YYYY-MM-DD` (its properties guide). A moment with a zone becomes its calendar date in UTC, one
 * without a zone its own. Integer columns are read as milliseconds since 1970.
 */
export function createDateConverter(property: string, columnType: ColumnType): Converter {
  const parse = selectParser(columnType);
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return null;
    return (
      parse(trimmed)?.date ??
      refuse("INVALID_DATE", property, `${quoteValue(trimmed)} is not a date. Send it as YYYY-MM-DD.`)
    );
  };
}

/**
 * HubSpot's datetime: ISO 8601 in UTC with milliseconds (its properties guide). A moment without a zone is taken as
 * UTC, a date as its midnight in UTC. Integer columns are read as milliseconds since 1970.
 */
export function createDatetimeConverter(property: string, columnType: ColumnType): Converter {
  const parse = selectParser(columnType);
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return null;
    const instant = parse(trimmed);
    if (instant !== null) return `${instant.date}T${instant.time}Z`;
    const message = `${quoteValue(trimmed)} is not a date and time. Send it as 2024-07-31T03:21:03Z.`;
    return refuse("INVALID_DATETIME", property, message);
  };
}

function selectParser(columnType: ColumnType): (text: string) => Instant | null {
  return columnType === "integer" ? parseEpochMs : parseIsoInstant;
}
