import { rateResemblance } from "./name-similarity";
import type { PropertyOption } from "./types";

const leastResemblance = 0.4;

/** The options of a property, those first that a value resembles most by value or label; else in their own order. */
export function rankOptions(text: string, options: readonly PropertyOption[]): PropertyOption[] {
  return options
    .map((option) => ({ option, rating: rateOption(text, option) }))
    .sort((a, b) => b.rating - a.rating)
    .map(({ option }) => option);
}

/** The internal value of the option that a value most likely means; null when it resembles none. */
export function findNearestOption(text: string, options: readonly PropertyOption[]): string | null {
  const [nearest] = rankOptions(
    text,
    options.filter(({ hidden }) => !hidden),
  );
  return nearest && rateOption(text, nearest) >= leastResemblance ? nearest.value : null;
}

function rateOption(text: string, { value, label }: PropertyOption): number {
  return Math.max(rateResemblance(text, value), rateResemblance(text, label));
}
