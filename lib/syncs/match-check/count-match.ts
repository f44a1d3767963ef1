import { LOOKED_UP_VALUES, type UnusableRow } from "../../api/match-check";
import type { CompiledMapping } from "../../engine/compile-mapping";
import { readMatch } from "../../engine/map-row";
import type { Column, SourceRow } from "../../engine/types";
import { BigintColumn } from "../../runs/plan/bigint-column";
import type { DecidedRow, PlanKeys } from "../../runs/plan/plan-keys";
import { KeySample } from "./key-sample";

const EXAMPLES = 5;
const EXAMPLE_CELLS = 3;
const EXAMPLE_CHARACTERS = 120;

interface CountedMatch {
  readonly mapping: CompiledMapping;
  readonly columns: readonly Column[];
  readonly keys: PlanKeys;
}

/** What the rows of a query say of their match, taken in batch by batch, by the code that a plan takes them in with. */
export class MatchCount {
  readonly sample = new KeySample(LOOKED_UP_VALUES);
  readonly blankRows: UnusableRow[] = [];
  readonly invalidRows: UnusableRow[] = [];
  rows = 0;
  blank = 0;
  invalid = 0;

  constructor(private readonly counted: CountedMatch) {}

  async take(rows: readonly SourceRow[]): Promise<void> {
    const { mapping, keys } = this.counted;
    const columns = {
      firstRow: this.rows + 1,
      keys: [] as (string | null)[],
      fingerprints: new BigintColumn(rows.length),
    };
    const decided: DecidedRow[] = [];
    for (const cells of rows) {
      this.rows += 1;
      const match = readMatch(mapping, cells);
      columns.keys.push(match.ok ? match.key : null);
      if (match.ok) {
        this.sample.add(match.key, match.matchValue);
        decided.push({ rowNumber: this.rows, key: match.key, isToSend: true, acceptedAs: null });
      } else if (match.matchValue === null) {
        this.blank += 1;
        if (this.blankRows.length < EXAMPLES) this.blankRows.push(this.#show(cells, null, match.refusal.message));
      } else {
        this.invalid += 1;
        const { matchValue, refusal } = match;
        if (this.invalidRows.length < EXAMPLES) this.invalidRows.push(this.#show(cells, matchValue, refusal.message));
      }
    }
    await keys.compare(columns, true);
    await keys.noteDecided(columns, decided);
  }

  #show(cells: SourceRow, value: string | null, message: string): UnusableRow {
    const { columns, mapping } = this.counted;
    const others = columns.flatMap(({ name }, index) => {
      const cell = cells[index] ?? null;
      return index === mapping.match.columnIndex || cell === null ? [] : [{ column: name, value: shorten(cell) }];
    });
    return {
      rowNumber: this.rows,
      value: value === null ? null : shorten(value),
      message,
      cells: others.slice(0, EXAMPLE_CELLS),
    };
  }
}

/** Never half of a character. */
function shorten(text: string): string {
  const start = [...text.slice(0, EXAMPLE_CHARACTERS * 2)];
  return start.length <= EXAMPLE_CHARACTERS ? text : `${start.slice(0, EXAMPLE_CHARACTERS).join("")}…`;
}
