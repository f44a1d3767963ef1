import type { ObjectStore } from "../../storage/object-store";
import type { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";

const CHUNK_ROWS = 5_000;
const CHUNK_CHARACTERS = 16 * 1024 * 1024;

/** Collects planned rows into chunk files. Call `flushWhenFull` between batches of the source: a batch lies in one chunk. */
export class ChunkWriter {
  readonly chunks: { rows: number }[] = [];
  #lines: string[] = [];
  #characters = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly plan: string,
  ) {}

  /** The chunk that the next row goes to. */
  get index(): number {
    return this.chunks.length;
  }

  add(row: PlannedRow): void {
    const line = `${JSON.stringify(row)}\n`;
    this.#lines.push(line);
    this.#characters += line.length;
  }

  async flushWhenFull(): Promise<void> {
    if (this.#lines.length >= CHUNK_ROWS || this.#characters >= CHUNK_CHARACTERS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    await this.store.putText(chunkKey(this.plan, this.index), this.#lines.join(""), {
      contentType: "application/x-ndjson",
    });
    this.chunks.push({ rows: this.#lines.length });
    this.#lines = [];
    this.#characters = 0;
  }
}
