import { compileMapping } from "@/lib/engine/compile-mapping";
import { mapRow } from "@/lib/engine/map-row";
import type { FieldMapping, MatchMapping } from "@/lib/engine/types";
import { type CheckContext, splitContext } from "./check-mapping";

/** What becomes of a value of the preview. */
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
  if (value.kind === "constant") return [];
  const compiled = compileMapping({ ...splitContext(context), mapping: { match, fields: [field] } });
  const column = context.preview.columns.findIndex(({ name }) => name === value.column);
  if (!compiled.ok || column === -1) return [];
  const byCell = new Map<string, Outcome>();
  for (const row of context.preview.rows) {
    const cell = row[column];
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
