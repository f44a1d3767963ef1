import { isEmailMatch, listMatchProperties } from "./list-match-properties";
import { rateSimilarity, spellColumn, spellProperty } from "./name-similarity";
import type { Column, ColumnType, FieldMapping, MatchMapping, Property, PropertyType } from "./types";

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

/**
 * Fields for the columns whose names resemble a property's name or label, the best resemblance first; every column
 * and property at most once, only properties that may be written. Leave the match property out of `properties`: it is
 * no field.
 */
export function suggestMapping(columns: readonly Column[], properties: readonly Property[]): FieldMapping[] {
  const suggestions = new Map<string, FieldMapping>();
  const takenProperties = new Set<string>();
  for (const { column, property } of rankPairs(columns, properties)) {
    if (suggestions.has(column.name) || takenProperties.has(property.name)) continue;
    takenProperties.add(property.name);
    const value = { kind: "column", column: column.name } as const;
    suggestions.set(column.name, { property: property.name, value, whenEmpty: "skip" });
  }
  const columnNames = new Set(columns.map(({ name }) => name));
  return [...columnNames].flatMap((name) => suggestions.get(name) ?? []);
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
): { column: Column; property: Property; rating: number }[] {
  const candidates = properties
    .filter(({ whyNotMappable }) => whyNotMappable === null)
    .map((property) => ({ property, spellings: spellProperty(property) }));
  const pairs = columns.flatMap((column) => {
    const columnSpellings = spellColumn(column.name);
    return candidates.map(({ property, spellings }) => ({
      column,
      property,
      rating: isSuitable(column, property) ? rateSimilarity(columnSpellings, spellings) : 0,
    }));
  });
  return pairs.filter(({ rating }) => rating > 0).sort((a, b) => b.rating - a.rating);
}

function isSuitable(column: Column, property: Property): boolean {
  const holdsOne = property.type === "enumeration" && property.fieldType !== "checkbox";
  return suitable[column.type].includes(property.type) && !(column.type === "array" && holdsOne);
}
