import type { CompiledField, CompiledMapping } from "./compile-mapping";
import { type Converted, refuse } from "./converter";
import { type MatchReading, readMatchValue } from "./read-match-value";
import type { Payload, Refusal, SourceRow } from "./types";

/** A row, ready to be compared and sent, or all the reasons why it can't be. */
export type MappedRow =
  | {
      readonly ok: true;
      readonly key: string;
      readonly matchValue: string;
      readonly payload: Payload;
      /** Why values are left out of the payload, of fields that leave invalid ones out. */
      readonly leftOut: readonly Refusal[];
    }
  | {
      readonly ok: false;
      /** Null when it is the match value that was refused. */
      readonly key: string | null;
      /** The trimmed match value, even a refused one; null when there is none. */
      readonly matchValue: string | null;
      readonly refusals: readonly [Refusal, ...Refusal[]];
      /** What could be converted. */
      readonly payload: Payload;
    };

type FieldOf<Kind> = Extract<CompiledField, { kind: Kind }>;

// Nearly every row leaves nothing out: one empty list does for all of them.
const nothing: readonly Refusal[] = [];

/**
 * Maps one row: its cells in the order of the columns that the mapping was compiled with. The payload never holds the
 * match property: sent for a secondary address, `email` would change a contact's primary one. Never throws: every bad
 * field is a refusal, unless its mapping leaves invalid values out.
 */
export function mapRow(mapping: CompiledMapping, row: SourceRow): MappedRow {
  const payload: Record<string, string> = {};
  const refusals: Refusal[] = [];
  let leftOut: Refusal[] | null = null;
  for (const field of mapping.fields) {
    if (field.kind === "constant") {
      payload[field.property] = field.value;
      continue;
    }
    const converted = field.kind === "column" ? convertCell(field, row) : convertTemplate(field, row);
    if (typeof converted === "string") payload[field.property] = converted;
    else if (converted !== null) {
      if (field.isLeftOutWhenInvalid) leftOut = [...(leftOut ?? nothing), converted];
      else refusals.push(converted);
    } else if (field.clearsWhenEmpty) payload[field.property] = "";
  }
  const reading = readMatch(mapping, row);
  if (!reading.ok) {
    const { matchValue, refusal } = reading;
    return { ok: false, key: null, matchValue, refusals: [refusal, ...refusals], payload };
  }
  const { key, matchValue } = reading;
  const [first] = refusals;
  if (first === undefined) return { ok: true, key, matchValue, payload, leftOut: leftOut ?? nothing };
  return { ok: false, key, matchValue, refusals: [first, ...refusals.slice(1)], payload };
}

function convertCell({ columnIndex, convert }: FieldOf<"column">, row: SourceRow): Converted {
  const cell = row[columnIndex] ?? null;
  return cell === null ? null : convert(cell);
}

function convertTemplate({ property, fill, convert }: FieldOf<"template">, row: SourceRow): Converted {
  const filled = fill(row);
  if (typeof filled === "string") return convert(filled);
  return refuse("TEMPLATE_FAILED", property, `The template for \`${property}\` can't be filled in: ${filled.why}.`);
}

/** Whose record a row is: what `mapRow` says of it, and nothing else of the row. */
export function readMatch({ match }: CompiledMapping, row: SourceRow): MatchReading {
  return readMatchValue(match, row[match.columnIndex] ?? null);
}
