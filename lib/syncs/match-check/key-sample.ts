/**
 * A sample of different keys, evenly from all that were added and however many they are: those whose hashes are the
 * smallest. The same keys give the same sample. Holds twice as many as it keeps.
 */
export class KeySample {
  #values = new Map<string, string>();
  #most = 2 ** 32;

  constructor(private readonly size: number) {}

  add(key: string, value: string): void {
    if (hashKey(key) >= this.#most || this.#values.has(key)) return;
    this.#values.set(key, value);
    if (this.#values.size >= this.size * 2) this.#shrink();
  }

  /** The values that were added with the keys of the sample. */
  list(): string[] {
    this.#shrink();
    return [...this.#values.values()];
  }

  #shrink(): void {
    if (this.#values.size <= this.size) return;
    const ranked = [...this.#values].map(([key, value]) => ({ key, value, rank: hashKey(key) }));
    ranked.sort((one, other) => one.rank - other.rank || (one.key < other.key ? -1 : 1));
    this.#most = ranked[this.size]?.rank ?? this.#most;
    this.#values = new Map(ranked.slice(0, this.size).map(({ key, value }) => [key, value]));
  }
}

/** 32 bits, of which each depends on all characters: FNV-1a and the finalizer of MurmurHash3. */
function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
