/** Lines of a file that something is true of: how many, and the first of them. */
export interface CountedLines {
  readonly rows: number;
  readonly lines: readonly number[];
}

const FIRST = 5;

/** Counts lines, in whatever order they come, and keeps the first of them. */
export class LineCount {
  #rows = 0;
  #lines: number[] = [];

  add(line: number): void {
    this.addAll({ rows: 1, lines: [line] });
  }

  addAll({ rows, lines }: CountedLines): void {
    this.#rows += rows;
    const last = this.#lines[FIRST - 1];
    const [first] = lines;
    if (first === undefined || (last !== undefined && first > last)) return;
    this.#lines = [...this.#lines, ...lines].sort((a, b) => a - b).slice(0, FIRST);
  }

  list(): { rows: number; lines: number[] } {
    return { rows: this.#rows, lines: this.#lines };
  }
}
