import { z } from "zod";
import { RecordOutcome } from "../../api/records";

/** What was written for one row, or for a record whose row had vanished, as a page of written values holds it. */
export const WrittenRow = z.object({
  key: z.string(),
  /** Null where the row was skipped, and HubSpot didn't tell the record. */
  recordId: z.string().nullable(),
  /** In the run that read it from the source. Null of a record whose row had vanished, as is the match value. */
  rowNumber: z.number().int().nullable(),
  matchValue: z.string().nullable(),
  outcome: RecordOutcome,
  /** What was sent; empty where nothing was, and where all mapped properties were emptied. */
  payload: z.record(z.string(), z.string()),
});
export type WrittenRow = z.infer<typeof WrittenRow>;

/** A page's lines. Each begins with the key, so that a row is given as `WrittenRow` has it, the key first. */
export function encodeWritten(rows: readonly WrittenRow[]): string {
  if (rows.length === 0) return "";
  // At once, which takes half the time of a line at a time. Within texts quotes are escaped: this stands between rows only.
  return `${JSON.stringify(rows).slice(1, -1).replaceAll('},{"key":', '}\n{"key":')}\n`;
}

/** False of a line that is of neither, which takes no parsing to tell. */
export function couldBeWritten(keys: readonly string[], recordId: string | null): (line: string) => boolean {
  // As `encodeWritten` writes them, at the beginning of the line.
  const marks = [
    ...keys.map((key) => `{"key":${JSON.stringify(key)},`),
    ...(recordId === null ? [] : [`"recordId":${JSON.stringify(recordId)},`]),
  ];
  return (line) => marks.some((mark) => line.includes(mark));
}
