import { hash } from "node:crypto";

const BLOCK_BYTES = 64;
const BITS_AN_ENTRY = 12;
const PLACES = 6;

/** Where an entry would be: its block is one of however many a sieve has, its places are bits of that block. */
export interface SievePlace {
  /** From 0, below 2 ** 31; the remainder by the number of blocks counts. */
  readonly block: number;
  readonly bits: readonly number[];
}

/** A record's id as an entry, apart from keys that look like one. */
export const recordEntry = (recordId: string): string => `#${recordId}`;
export const keyEntry = (key: string): string => `=${key}`;

/**
 * A Bloom filter in blocks of 64 bytes, 12 bits for each entry: what tells of a page, by a look at 64 bytes, whether it can
 * hold a row. Of rows that it doesn't hold it lets some 1 in 100 through. The database looks with `get_bit`, which counts
 * the bits of a byte from the lowest.
 */
export function makeSieve(entries: readonly string[]): Uint8Array<ArrayBuffer> {
  const blocks = Math.max(1, Math.ceil((entries.length * BITS_AN_ENTRY) / (BLOCK_BYTES * 8)));
  const sieve = new Uint8Array(blocks * BLOCK_BYTES);
  for (const entry of entries) {
    const { block, bits } = findPlace(entry);
    const start = (block % blocks) * BLOCK_BYTES;
    for (const bit of bits) sieve[start + (bit >>> 3)] = (sieve[start + (bit >>> 3)] ?? 0) | (1 << (bit & 7));
  }
  return sieve;
}

export function findPlace(entry: string): SievePlace {
  const digest = hash("sha256", entry, "buffer");
  const bits = Array.from({ length: PLACES }, (_, index) => digest.readUInt16LE(4 + 2 * index) & 511);
  return { block: digest.readUInt32LE(0) >>> 1, bits };
}
