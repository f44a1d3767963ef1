import type { CleanStep, FieldConversions, Property, ValueReplacement } from "./types";

/** Turns a value into the one that is converted in its place. */
export type Shape = (text: string) => string;

const cleaners: Readonly<Record<CleanStep, Shape>> = {
  trim: (text) => text.trim(),
  collapse: (text) => text.replace(/\s+/g, " "),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
};

/** The steps of cleaning in the order in which they are taken. */
export const cleanSteps: readonly CleanStep[] = ["trim", "collapse", "lower", "upper"];

/** What a field's options do to a value before it is converted: clean it, then replace it. Null when they do nothing. */
export function createShape(
  { clean = [], valueMap = [] }: FieldConversions,
  property: Pick<Property, "type">,
): Shape | null {
  const cleaned = createCleaner(clean);
  if (valueMap.length === 0) return clean.length === 0 ? null : cleaned;
  const nameValue = createNamer(clean, property);
  const replacements = new Map(valueMap.map(({ from, to }) => [nameValue(from), to]));
  return (text) => replacements.get(nameValue(text)) ?? cleaned(text);
}

/** The `from`s of a value map that mean the same as an earlier one. */
export function listRepeated(
  { clean = [], valueMap = [] }: FieldConversions,
  property: Pick<Property, "type">,
): string[] {
  const nameValue = createNamer(clean, property);
  const named = new Set<string>();
  return valueMap.flatMap(({ from }) => {
    const name = nameValue(from);
    if (named.has(name)) return [from];
    named.add(name);
    return [];
  });
}

/** Cleans a text by the steps given. */
export function createCleaner(clean: readonly CleanStep[]): Shape {
  const steps = cleanSteps.filter((step) => clean.includes(step)).map((step) => cleaners[step]);
  return (text) => steps.reduce((cleaned, step) => step(cleaned), text);
}

/** A value map with these replacements in it, in place of those of the same values. */
export function mergeValueMap(
  { clean = [], valueMap = [] }: FieldConversions,
  added: readonly ValueReplacement[],
  property: Pick<Property, "type">,
): ValueReplacement[] {
  const nameValue = createNamer(clean, property);
  const byName = new Map(valueMap.map((entry) => [nameValue(entry.from), entry]));
  for (const entry of added) {
    const name = nameValue(entry.from);
    if (byName.get(name)?.to !== entry.to) byName.set(name, entry);
  }
  return [...byName.values()];
}

/**
 * What a value goes by in a value map. What is to be replaced is cleaned like the cells that it is compared with, and
 * blanks around it count in plain texts alone: no other property keeps them.
 */
function createNamer(clean: readonly CleanStep[], { type }: Pick<Property, "type">): Shape {
  const cleaned = createCleaner(clean);
  return type === "string" || type === "unknown" ? cleaned : (text) => cleaned(text).trim();
}
