import { isEmailMatch, listMatchProperties } from "./list-match-properties";
import { rateSimilarity, spellColumn, spellProperty } from "./name-similarity";
import type { Column, ColumnType, FieldMapping, MatchMapping, Property, PropertyType, SourceRow } from "./types";
import { findLikeness } from "./value-likeness";

const reasons: Readonly<Record<number, string>> = {
  4: "same name",
  3: "same label",
  2: "another name for it",
  1: "same name without its prefix",
};

/** The properties that a column's values can become as a rule; a conversion may still refuse single ones. */
const suitable: Record<ColumnType, readonly PropertyType[]> = {
  text: ["string", "phone_number", "number", "bool", "enumeration", "date", "datetime"],
  other: ["string", "enumeration"],
  integer: ["string", "phone_number", "number", "bool", "enumeration"],
  number: ["string", "number", "enumeration"],
  boolean: ["bool", "string", "enumeration"],
  date: ["date", "datetime", "string"],
  timestamp: ["datetime", "date", "string"],
  timestamptz: ["datetime", "date", "string"],
  json: ["string"],
  array: ["enumeration", "string"],
  bytes: [],
};

export interface SuggestedField {
  readonly field: FieldMapping;
  readonly property: Property;
  readonly column: Column;
  /** Why, in a few words. */
  readonly reason: string;
}

/**
 * Fields for the columns whose names resemble a property's name or label, the best resemblance first; with some rows also
 * by what the cells look like, where no name says anything. Every column and property at most once, only properties that
 * may be written. Leave the match property out of `properties`: it is no field.
 */
export function suggestFields(
  columns: readonly Column[],
  properties: readonly Property[],
  rows: readonly SourceRow[] = [],
): SuggestedField[] {
  const suggestions = new Map<string, SuggestedField>();
  const takenProperties = new Set<string>();
  const byValues = rankByValues(columns, properties, rows);
  for (const { column, property, reason } of [...rankPairs(columns, properties), ...byValues]) {
    if (suggestions.has(column.name) || takenProperties.has(property.name)) continue;
    takenProperties.add(property.name);
    const value = { kind: "column", column: column.name } as const;
    const field: FieldMapping = { property: property.name, value, whenEmpty: "skip" };
    suggestions.set(column.name, { field, property, column, reason });
  }
  const columnNames = new Set(columns.map(({ name }) => name));
  return [...columnNames].flatMap((name) => suggestions.get(name) ?? []);
}

/** Pairs of a column and the one property that holds what all its cells look like. */
function rankByValues(columns: readonly Column[], properties: readonly Property[], rows: readonly SourceRow[]) {
  return columns.flatMap((column, index) => {
    const cells = rows.flatMap((row) => row[index]?.trim() || []);
    const likeness = findLikeness(cells, properties);
    return likeness && isSuitable(column, likeness.property) ? [{ column, ...likeness }] : [];
  });
}

/** The match that the names suggest: e-mail on contacts where a column resembles it, else the best; null if none. */
export function suggestMatch(
  columns: readonly Column[],
  properties: readonly Property[],
  objectTypeId: string,
): MatchMapping | null {
  const pairs = rankPairs(columns, listMatchProperties(objectTypeId, properties).properties);
  const best = pairs.find(({ property }) => isEmailMatch(objectTypeId, property)) ?? pairs[0];
  return best === undefined ? null : { column: best.column.name, property: best.property.name };
}

/** Every pair that can be mapped and resembles each other, the best first; ties in the order given. */
function rankPairs(
  columns: readonly Column[],
  properties: readonly Property[],
): { column: Column; property: Property; rating: number; reason: string }[] {
  const candidates = properties
    .filter(({ whyNotMappable }) => whyNotMappable === null)
    .map((property) => ({ property, spellings: spellProperty(property) }));
  const pairs = columns.flatMap((column) => {
    const columnSpellings = spellColumn(column.name);
    return candidates.map(({ property, spellings }) => {
      const rating = isSuitable(column, property) ? rateSimilarity(columnSpellings, spellings) : 0;
      return { column, property, rating, reason: reasons[rating] ?? "similar name" };
    });
  });
  return pairs.filter(({ rating }) => rating > 0).sort((a, b) => b.rating - a.rating);
}

function isSuitable(column: Column, property: Property): boolean {
  const holdsOne = property.type === "enumeration" && property.fieldType !== "checkbox";
  return suitable[column.type].includes(property.type) && !(column.type === "array" && holdsOne);
}
