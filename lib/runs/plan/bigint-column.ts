const HEADER_BYTES = 20;
const ENTRY_BYTES = 12;
/** PostgreSQL's own number of the type bigint. */
const BIGINT_OID = 20;

/**
 * A column of 64-bit numbers, in the binary form in which PostgreSQL takes an array of them: as text each of them would
 * have to be written here and read there.
 */
export class BigintColumn {
  /** What a query is given for a `bigint[]`. */
  readonly parameter: Buffer;

  constructor(entries: number) {
    this.parameter = Buffer.alloc(HEADER_BYTES + entries * ENTRY_BYTES);
    // One dimension, no nulls, of bigints; so many, counted from 1.
    for (const [index, word] of [1, 0, BIGINT_OID, entries, 1].entries()) this.parameter.writeInt32BE(word, index * 4);
    for (let index = 0; index < entries; index += 1) this.parameter.writeInt32BE(8, HEADER_BYTES + index * ENTRY_BYTES);
  }

  /** The number whose upper and lower 32 bits these are. */
  set(index: number, upper: number, lower: number): void {
    const at = HEADER_BYTES + index * ENTRY_BYTES + 4;
    this.parameter.writeInt32BE(upper, at);
    this.parameter.writeInt32BE(lower, at + 4);
  }

  /** As PostgreSQL prints it. */
  read(index: number): string {
    return this.parameter.readBigInt64BE(HEADER_BYTES + index * ENTRY_BYTES + 4).toString();
  }
}
