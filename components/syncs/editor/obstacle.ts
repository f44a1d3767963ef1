import type { Place } from "./focus-place";

/** What keeps the sync from being saved, in a sentence, and where that can be mended; null where it isn't known. */
export interface Obstacle {
  readonly message: string;
  readonly place: Place | null;
}

/** Tells one obstacle from another: two rows may lack the same, each at its place. */
export function spellObstacle({ message, place }: Obstacle): string {
  return JSON.stringify([message, place]);
}

/** Each once, where it first stands. */
export function tellOnce(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return [...new Map(obstacles.map((obstacle) => [spellObstacle(obstacle), obstacle])).values()];
}
