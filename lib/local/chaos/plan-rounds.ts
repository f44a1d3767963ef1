import { createRandom } from "../demo/random";

export const victimNames = ["app", "executor", "postgres", "s3"] as const;
export type VictimName = (typeof victimNames)[number];

export interface Kill {
  readonly victims: readonly VictimName[];
  /** How far the run has come, from 0 to 1. */
  readonly at: number;
  /** How long the victims stay dead; the app is started again at once. */
  readonly downMs: number;
}

const MOST_KILLS = 3;
const LONGEST_DOWN_MS = 1_500;
/** The rest of a run is its end, which is over in an instant. */
const LATEST = 0.97;

/** Who is killed when in each round, by the seed: each victim alone in turn, then all together, up to three times a run. */
export function planRounds(rounds: number, seed: number): readonly (readonly Kill[])[] {
  const random = createRandom(seed);
  const turns: readonly (readonly VictimName[])[] = [...victimNames.map((name) => [name]), victimNames];
  return Array.from({ length: rounds }, (_, round) => {
    const victims = turns[round % turns.length] ?? victimNames;
    const kills = Array.from({ length: 1 + random.below(MOST_KILLS) }, () => ({
      victims,
      at: random.next() * LATEST,
      downMs: random.below(LONGEST_DOWN_MS),
    }));
    return kills.sort((one, other) => one.at - other.at);
  });
}
