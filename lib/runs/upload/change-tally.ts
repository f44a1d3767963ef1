import type { CellChange, ChangedColumn, UploadWarning } from "../../api/uploads";
import { showText } from "../../engine/show-text";
import type { Column } from "../../engine/types";
import type { CellDifference } from "../../rejects/corrected/compare-row";

const EXAMPLES = 3;
const EXAMPLE_CHARACTERS = 200;

interface ColumnTally {
  cells: number;
  readonly examples: CellChange[];
  readonly warnings: Map<UploadWarning["mark"], { cells: number; readonly example: CellChange }>;
}

/** Counts what a corrected file changes, by column. Memory doesn't grow with the rows. */
export class ChangeTally {
  readonly #columns: ColumnTally[];
  #rows = 0;
  #cells = 0;

  constructor(private readonly columns: readonly Column[]) {
    this.#columns = columns.map(() => ({ cells: 0, examples: [], warnings: new Map() }));
  }

  add(line: number, differences: readonly CellDifference[]): void {
    if (differences.length === 0) return;
    this.#rows += 1;
    for (const { index, from, to, mark } of differences) {
      const tally = this.#columns[index];
      if (!tally) continue;
      this.#cells += 1;
      tally.cells += 1;
      const isExample = tally.examples.length < EXAMPLES;
      const warning = mark && tally.warnings.get(mark);
      if (!isExample && (!mark || warning)) {
        if (warning) warning.cells += 1;
        continue;
      }
      const change = { line, from: clip(from), to: clip(to) };
      if (isExample) tally.examples.push(change);
      if (warning) warning.cells += 1;
      if (mark && !warning) tally.warnings.set(mark, { cells: 1, example: change });
    }
  }

  get changedRows(): number {
    return this.#rows;
  }

  get changedCells(): number {
    return this.#cells;
  }

  listColumns(): ChangedColumn[] {
    const all = this.#columns.map(({ cells, examples }, index) => ({ column: this.#nameOf(index), cells, examples }));
    return all.filter(({ cells }) => cells > 0);
  }

  /** Those of the most cells first. */
  listWarnings(): UploadWarning[] {
    const all = this.#columns.flatMap(({ warnings }, index) =>
      [...warnings].map(([mark, { cells, example }]) => ({ mark, column: this.#nameOf(index), cells, example })),
    );
    return all.sort((a, b) => b.cells - a.cells);
  }

  #nameOf(index: number): string {
    return clip(this.columns[index]?.name ?? null) ?? "";
  }
}

function clip(text: string | null): string | null {
  return text === null ? null : showText(text, EXAMPLE_CHARACTERS);
}
