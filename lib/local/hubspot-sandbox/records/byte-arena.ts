const chunkBytes = 4 * 1024 * 1024;
/** A place is its chunk's number times this, plus the offset in the chunk. */
const placesPerChunk = 2 ** 32;

/** Texts one after the other in large buffers, found again by place and length. */
export class ByteArena {
  readonly #chunks: Buffer[] = [];
  #used = 0;
  #bytes = 0;

  /** How much was appended. */
  get bytes(): number {
    return this.#bytes;
  }

  append(text: string, length: number): number {
    const last = this.#chunks.at(-1);
    const chunk = last !== undefined && this.#used + length <= last.length ? last : this.#addChunk(length);
    const place = (this.#chunks.length - 1) * placesPerChunk + this.#used;
    chunk.write(text, this.#used);
    this.#used += length;
    this.#bytes += length;
    return place;
  }

  /** The text must not be longer than what is there. */
  overwrite(place: number, text: string): void {
    this.#chunkOf(place).write(text, place % placesPerChunk);
  }

  read(place: number, length: number): string {
    const from = place % placesPerChunk;
    return this.#chunkOf(place).toString("utf8", from, from + length);
  }

  #addChunk(length: number): Buffer {
    const chunk = Buffer.allocUnsafeSlow(Math.max(chunkBytes, length));
    this.#chunks.push(chunk);
    this.#used = 0;
    return chunk;
  }

  #chunkOf(place: number): Buffer {
    const chunk = this.#chunks[Math.floor(place / placesPerChunk)];
    if (chunk === undefined) throw new Error(`Nothing is kept at ${place}.`);
    return chunk;
  }
}
