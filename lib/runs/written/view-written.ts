import type { WrittenRowView } from "../../api/records";
import type { Mapping } from "../../api/syncs";
import type { WrittenRow } from "./written-row";

interface Context {
  /** The mapping that the run went by: its fields say what is written to records that were there. */
  readonly fields: Mapping["fields"];
  addressOf(recordId: string): string | null;
}

export function viewWritten(row: WrittenRow, { fields, addressOf }: Context): WrittenRowView {
  const { outcome, rowNumber, matchValue, recordId, payload } = row;
  const rules = new Map(fields.map(({ property, write }) => [property, write]));
  return {
    outcome,
    rowNumber,
    matchValue,
    recordId,
    recordUrl: recordId === null || outcome === "archived" ? null : addressOf(recordId),
    values: Object.entries(payload)
      .filter(([property]) => outcome === "created" || rules.get(property) !== "on_create")
      .map(([property, value]) => ({
        property,
        value,
        ifEmpty: outcome !== "created" && rules.get(property) === "if_empty",
      })),
  };
}
