import type { SyncDraftInput } from "../../api/syncs";
import { type CompiledMapping, compileMapping } from "../../engine/compile-mapping";
import { type MappedRow, mapRow } from "../../engine/map-row";
import { hasOrder } from "../../engine/query-order";
import { readTemplate } from "../../engine/read-template";
import type { Column, Property, SourceRow } from "../../engine/types";
import { refuseDuplicate, refuseSuperseded } from "../../runs/plan/duplicate-key";

/** A row and what a run's plan would make of it. */
export interface MappedLine {
  readonly rowNumber: number;
  readonly cells: SourceRow;
  readonly mapped: MappedRow;
}

interface RowsToMap {
  readonly draft: SyncDraftInput;
  readonly columns: readonly Column[];
  readonly rows: readonly SourceRow[];
  readonly properties: readonly Property[];
}

/** Maps rows as a run does, those that share their key refused by the sync's rule; or says what would stop the run. */
export function mapRows({
  draft,
  columns,
  rows,
  properties,
}: RowsToMap): { readonly problems: readonly string[] } | { readonly lines: readonly MappedLine[] } {
  const { mapping, objectTypeId, mode } = draft;
  const compiled = compileMapping({ mapping, columns, properties, objectTypeId, mode, readTemplate });
  if (!compiled.ok) return { problems: compiled.problems.map(({ message }) => message) };
  const lines = rows.map((cells, index) => ({ rowNumber: index + 1, cells, mapped: mapRow(compiled.compiled, cells) }));
  return { lines: refuseCopies(lines, compiled.compiled, draft) };
}

function refuseCopies(
  lines: readonly MappedLine[],
  { match }: CompiledMapping,
  { duplicates, query }: SyncDraftInput,
): readonly MappedLine[] {
  const keepsLast = duplicates === "last" && hasOrder(query);
  const lastOf = new Map<string, number>();
  const uses = new Map<string, number>();
  for (const { rowNumber, mapped } of lines) {
    // A refused row is one of several as well: nothing says that it isn't the right one.
    if (mapped.key === null) continue;
    lastOf.set(mapped.key, rowNumber);
    uses.set(mapped.key, (uses.get(mapped.key) ?? 0) + 1);
  }
  const refuse = keepsLast ? refuseSuperseded : refuseDuplicate;
  return lines.map((line) => {
    const { mapped, rowNumber } = line;
    const isAlone = mapped.key === null || (uses.get(mapped.key) ?? 0) < 2;
    if (!mapped.ok || isAlone || (keepsLast && lastOf.get(mapped.key) === rowNumber)) return line;
    const refusal = refuse(mapped.matchValue, match.property);
    return { ...line, mapped: { ...mapped, ok: false, refusals: [refusal] } };
  });
}
