import type { WrittenRowView } from "../../api/records";
import type { WrittenRow } from "./written-row";

export function viewWritten(row: WrittenRow, addressOf: (recordId: string) => string | null): WrittenRowView {
  const { outcome, rowNumber, matchValue, recordId, payload } = row;
  return {
    outcome,
    rowNumber,
    matchValue,
    recordId,
    recordUrl: recordId === null || outcome === "archived" ? null : addressOf(recordId),
    values: Object.entries(payload).map(([property, value]) => ({ property, value })),
  };
}
