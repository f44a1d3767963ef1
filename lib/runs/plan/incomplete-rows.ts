import type { MappedRow } from "../../engine/map-row";

const MAX_SAMPLES = 3;

/** The rows of a plan that are sent without a value that was invalid, as their fields say. */
export class IncompleteRows {
  #rows = 0;
  readonly #samples = new Map<number, string>();

  get rows(): number {
    return this.#rows;
  }

  /** In whose words a value was invalid, of the first few rows. */
  get samples(): string[] {
    return [...this.#samples.values()];
  }

  add(rowNumber: number, { leftOut: [first] }: Extract<MappedRow, { ok: true }>, sourceRow?: number | null): void {
    if (first === undefined) return;
    this.#rows += 1;
    if (this.#samples.size < MAX_SAMPLES) {
      this.#samples.set(rowNumber, `Row ${sourceRow ?? rowNumber}, ${first.property}: ${first.message}`);
    }
  }

  /** Takes a row back that isn't sent after all. */
  drop(rowNumber: number, mapped: MappedRow): void {
    if (!mapped.ok || mapped.leftOut.length === 0) return;
    this.#rows -= 1;
    this.#samples.delete(rowNumber);
  }
}
