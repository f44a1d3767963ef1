import type { Property } from "./types";

interface Likeness {
  readonly property: Property;
  readonly reason: string;
}

/** Fewer say nothing. */
const FEWEST_CELLS = 3;

/** What cells can be told by, and the properties of HubSpot's own that hold such values. */
const looks: readonly { readonly pattern: RegExp; readonly names: readonly string[]; readonly reason: string }[] = [
  { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, names: ["email"], reason: "values look like e-mail addresses" },
  { pattern: /^https?:\/\/\S+$/i, names: ["website"], reason: "values look like web addresses" },
  { pattern: /^(?:[a-z\d-]+\.)+[a-z]{2,}$/i, names: ["domain"], reason: "values look like domains" },
  { pattern: /^\+\d[\d ()./-]{6,}$/, names: ["phone", "mobilephone"], reason: "values look like phone numbers" },
];

/** The property that all these cells, none of them empty, look to be for; null where they look like none. */
export function findLikeness(cells: readonly string[], properties: readonly Property[]): Likeness | null {
  if (cells.length < FEWEST_CELLS) return null;
  const usable = properties.filter(({ whyNotMappable }) => whyNotMappable === null);
  for (const { pattern, names, reason } of looks) {
    if (!cells.every((cell) => cell.length <= 500 && pattern.test(cell))) continue;
    const property = names.flatMap((name) => usable.find((candidate) => candidate.name === name) ?? [])[0];
    if (property) return { property, reason };
  }
  const distinct = new Set(cells);
  if (distinct.size < 2) return null;
  const property = usable.find(({ options }) => holdsAll(options, distinct));
  return property ? { property, reason: "values are its options" } : null;
}

function holdsAll(options: Property["options"], cells: ReadonlySet<string>): boolean {
  return (
    options.length > 0 &&
    [...cells].every((cell) => options.some(({ value, label }) => value === cell || label === cell))
  );
}
