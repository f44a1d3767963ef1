import { compileMapping } from "@/lib/engine/compile-mapping";
import { mapRow } from "@/lib/engine/map-row";
import type { FillTemplate } from "@/lib/engine/template";
import type { Cell, FieldMapping, MappedValue, MatchMapping, SourceRow } from "@/lib/engine/types";
import { type CheckContext, splitContext } from "./check-mapping";

/** What becomes of a value of the preview, or of what a template makes of a row. */
export interface Outcome {
  readonly cell: string;
  /** What HubSpot would be sent: a text, `""` to clear it, or null for nothing. */
  readonly sent: string | null;
  /** Why it is refused, or left out; null when it isn't. */
  readonly refusal: string | null;
  readonly isLeftOut: boolean;
}

const most = 6;

/** What a field makes of the preview's values, each once: those that it changes or refuses first, a few of them. */
export function listOutcomes(context: CheckContext, match: MatchMapping, field: FieldMapping): readonly Outcome[] {
  const { value, property } = field;
  const compiled = compileMapping({ ...splitContext(context), mapping: { match, fields: [field] } });
  const readValue = findReader(context, value);
  if (!compiled.ok || readValue === null) return [];
  const byCell = new Map<string, Outcome>();
  for (const row of context.preview.rows) {
    const cell = readValue(row);
    if (typeof cell !== "string" || byCell.has(cell)) continue;
    const mapped = mapRow(compiled.compiled, row);
    const leftOut = mapped.ok ? mapped.leftOut[0] : undefined;
    const refused = mapped.ok ? undefined : mapped.refusals.find((refusal) => refusal.property === property);
    byCell.set(cell, {
      cell,
      sent: mapped.payload[property] ?? null,
      refusal: (leftOut ?? refused)?.message ?? null,
      isLeftOut: leftOut !== undefined,
    });
  }
  const isChanged = ({ cell, sent }: Outcome) => sent !== cell;
  return [...byCell.values()].sort((a, b) => Number(isChanged(b)) - Number(isChanged(a))).slice(0, most);
}

/** What a row brings before the field's conversions; null where that is the same for all rows, or isn't known. */
function findReader(
  { preview: { columns }, readTemplate }: CheckContext,
  value: MappedValue,
): ((row: SourceRow) => Cell) | null {
  if (value.kind === "constant") return null;
  if (value.kind === "template") {
    const reading = readTemplate?.(value.template);
    const fill = reading?.ok ? reading.bind(columns) : null;
    return fill && ((row) => readFilled(fill(row)));
  }
  const index = columns.findIndex(({ name }) => name === value.column);
  return index === -1 ? null : (row) => row[index] ?? null;
}

function readFilled(filled: ReturnType<FillTemplate>): Cell {
  return typeof filled === "string" ? filled : null;
}
