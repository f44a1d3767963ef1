/** A line of a corrected file that is a row. */
export interface FileRow {
  readonly kind: "row";
  /** As a spreadsheet numbers it; the header is the first. */
  readonly line: number;
  readonly runId: string;
  readonly rowNumber: number;
  /** In the order of the run's columns. In a CSV nothing and an empty text look alike: both are `""`. */
  readonly cells: readonly (string | null)[];
}

/** One that can't be told to be a row of a run, or that doesn't hold all of it. */
export interface FaultyLine {
  readonly kind: "unmarked" | "incomplete";
  readonly line: number;
}

export type FileLine = FileRow | FaultyLine;

/** A corrected file whose head was understood. Its lines can be read once. */
export interface CorrectedFile {
  readonly format: "csv" | "ndjson";
  /** Columns that are neither the run's nor ours. Known to the last when all lines were read. */
  readonly ignoredColumns: ReadonlySet<string>;
  readonly lines: AsyncGenerator<FileLine[]>;
}

const LINES_AT_ONCE = 1_000;
const CHARACTERS_AT_ONCE = 2 * 1024 * 1024;

/** Takes lines together, as many as are worth a statement and fit into memory. */
export class LineBatch {
  #lines: FileLine[] = [];
  #characters = 0;

  add(line: FileLine): void {
    this.#lines.push(line);
    if (line.kind === "row") for (const cell of line.cells) this.#characters += cell?.length ?? 0;
  }

  get isFull(): boolean {
    return this.#lines.length >= LINES_AT_ONCE || this.#characters >= CHARACTERS_AT_ONCE;
  }

  take(): FileLine[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#characters = 0;
    return lines;
  }
}

/** The number of a row as a report has it; null for what a spreadsheet or a person made of it. */
export function readRowNumber(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

export function readRunId(text: string): string | null {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text.toLowerCase() : null;
}
