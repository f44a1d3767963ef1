const BLOCK_BITS = 19;
/** A block has 16 words of 32 bits: what a processor fetches at once. */
const BLOCK_WORDS = 16;

/**
 * Tells of keys whether they are certainly all different, in 32 MB however many there are: a Bloom filter in blocks. A
 * key sets nine bits of one block, so that it costs one look into the memory and not nine. Of a million different keys it
 * hardly ever doubts, of five million every other time or so, of ten million always.
 */
export class KeySieve {
  readonly #bits = new Uint32Array(2 ** BLOCK_BITS * BLOCK_WORDS);
  areDistinct = true;

  add(key: string): void {
    let one = 0x811c9dc5;
    let other = 0x9747b28c;
    for (let at = 0; at < key.length; at += 1) {
      const unit = key.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x01000193);
      other = Math.imul(other ^ unit, 0x5bd1e995);
      other ^= other >>> 15;
    }
    one = mix(one);
    const block = (one >>> (32 - BLOCK_BITS)) * BLOCK_WORDS;
    let isNew = false;
    // Three times three places of nine bits each.
    for (let round = 0; round < 3; round += 1) {
      other = mix(other + Math.imul(one, 0x9e3779b1));
      if (this.#set(block, other & 511)) isNew = true;
      if (this.#set(block, (other >>> 9) & 511)) isNew = true;
      if (this.#set(block, (other >>> 18) & 511)) isNew = true;
    }
    if (!isNew) this.areDistinct = false;
  }

  /** Whether the bit wasn't set before. */
  #set(block: number, place: number): boolean {
    const at = block + (place >>> 5);
    const mask = 1 << (place & 31);
    const word = this.#bits[at] ?? 0;
    if ((word & mask) !== 0) return false;
    this.#bits[at] = word | mask;
    return true;
  }
}

/** Lets every bit of a hash depend on all of them (the finalizer of MurmurHash3). */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
