import { mix } from "../plan/key-sieve";

const BLOCK_BYTES = 64;
const BITS_AN_ENTRY = 12;

/** Where an entry would be: its block is one of however many a sieve has, its six places are bits of that block. */
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
    const { one, first, second } = hashEntry(entry);
    const start = ((one >>> 1) % blocks) * BLOCK_BYTES;
    for (let shift = 0; shift <= 18; shift += 9) {
      setBit(sieve, start, (first >>> shift) & 511);
      setBit(sieve, start, (second >>> shift) & 511);
    }
  }
  return sieve;
}

function setBit(sieve: Uint8Array, start: number, bit: number): void {
  sieve[start + (bit >>> 3)] = (sieve[start + (bit >>> 3)] ?? 0) | (1 << (bit & 7));
}

export function findPlace(entry: string): SievePlace {
  const { one, first, second } = hashEntry(entry);
  const bits = [first, first >>> 9, first >>> 18, second, second >>> 9, second >>> 18].map((bit) => bit & 511);
  return { block: one >>> 1, bits };
}

function hashEntry(entry: string): { readonly one: number; readonly first: number; readonly second: number } {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let at = 0; at < entry.length; at += 1) {
    const unit = entry.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x5bd1e995);
    other ^= other >>> 15;
  }
  one = mix(one);
  const first = mix(other + one);
  const second = mix(first + Math.imul(one, 0x9e3779b1));
  return { one, first, second };
}
