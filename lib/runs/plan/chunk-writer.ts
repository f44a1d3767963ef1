import type { ObjectStore } from "../../storage/object-store";
import type { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";

export const CHUNK_ROWS = 5_000;
const CHUNK_CHARACTERS = 16 * 1024 * 1024;

export interface PlannedChunk {
  rows: number;
  /** The number of its last row; those of the chunk before it are lower than any of its own. */
  readonly lastRow: number;
}

/** Collects planned rows into chunk files, in the order of their numbers. Call `flush` when it is full, and at the end. */
export class ChunkWriter {
  readonly chunks: PlannedChunk[] = [];
  #lines: string[] = [];
  #characters = 0;
  #lastRow = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly plan: string,
  ) {}

  add(row: PlannedRow): void {
    const line = `${JSON.stringify(row)}\n`;
    this.#lines.push(line);
    this.#characters += line.length;
    this.#lastRow = row.rowNumber;
  }

  get isFull(): boolean {
    return this.#lines.length >= CHUNK_ROWS || this.#characters >= CHUNK_CHARACTERS;
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    await this.store.putText(chunkKey(this.plan, this.chunks.length), this.#lines.join(""), {
      contentType: "application/x-ndjson",
    });
    this.chunks.push({ rows: this.#lines.length, lastRow: this.#lastRow });
    this.#lines = [];
    this.#characters = 0;
  }
}
