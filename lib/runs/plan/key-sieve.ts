const BITS = 28;
const PROBES = 4;

/**
 * Tells of keys whether they are certainly all different, in 32 MB however many there are: a Bloom filter. Of a million
 * different keys it doubts one in a hundred times, of five million nearly always.
 */
export class KeySieve {
  readonly #bits = new Uint32Array(2 ** (BITS - 5));
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
    // Odd, so that the probes differ.
    other = mix(other) | 1;
    let isNew = false;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = (one + Math.imul(probe, other)) >>> (32 - BITS);
      const mask = 1 << (bit & 31);
      const word = this.#bits[bit >>> 5] ?? 0;
      if ((word & mask) === 0) {
        isNew = true;
        this.#bits[bit >>> 5] = word | mask;
      }
    }
    if (!isNew) this.areDistinct = false;
  }
}

/** Lets every bit of a hash depend on all of them (the finalizer of MurmurHash3). */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
