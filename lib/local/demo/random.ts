/** Chance that comes out the same on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0 and below `end`. */
  below(end: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  isLucky(probability: number): boolean;
  shuffle<T>(entries: readonly T[]): T[];
}

/** The generator is mulberry32: 32 bits of state, good enough for made-up people. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    isLucky: (probability) => next() < probability,
    shuffle: (entries) =>
      entries
        .map((entry) => ({ entry, order: next() }))
        .sort((one, other) => one.order - other.order)
        .map(({ entry }) => entry),
  };
}
