import { findTextFault } from "./convert-text";
import { type Converter, refuse } from "./converter";
import type { Shape } from "./shape-value";
import { quoteValue, showText } from "./show-text";
import type { ColumnType, Property, PropertyOption, Refusal } from "./types";

const optionCharacters = 100;
const namedOptions = 5;

/** One option's internal value, or why there is none. */
type FindOption = (text: string) => string | Refusal;

/**
 * HubSpot's enumeration takes an option's internal value, in its own capitals (its properties guide). A label, or other
 * capitals, will do where exactly one option can be meant. Without known options HubSpot alone decides.
 */
export function createEnumerationConverter(
  property: Property,
  columnType: ColumnType,
  shapeEntry: Shape | null = null,
): Converter {
  const findOption = createFindOption(property, columnType);
  if (holdsSeveral(property)) return createCheckboxConverter(property, columnType, { findOption, shapeEntry });
  return (text) => {
    const trimmed = text.trim();
    return trimmed === "" ? null : findOption(trimmed);
  };
}

/** Whether a record may have several of a property's options at once. */
export function holdsSeveral({ type, fieldType }: Pick<Property, "type" | "fieldType">): boolean {
  return type === "enumeration" && fieldType === "checkbox";
}

/** The entries of a cell for a property of several options; null when it is a list that can't be read. */
export function splitEntries(columnType: ColumnType, text: string): string[] | null {
  return columnType === "array" || columnType === "json" ? parseList(text) : text.split(";");
}

interface EntryReading {
  readonly findOption: FindOption;
  readonly shapeEntry: Shape | null;
}

/**
 * Several options, `A;B;C`, from such a text or from an array. A leading `;` stays: it tells HubSpot to add to the
 * record's options instead of replacing them.
 */
function createCheckboxConverter(
  property: Property,
  columnType: ColumnType,
  { findOption, shapeEntry }: EntryReading,
): Converter {
  const isList = columnType === "array" || columnType === "json";
  return (text) => {
    const entries = splitEntries(columnType, text);
    if (entries === null) return refuseOption(property, text, "is not a list of options.");
    const found = new Set<string>();
    for (const entry of entries) {
      const trimmed = shapeEntry === null ? entry.trim() : shapeEntry(entry).trim();
      if (trimmed === "") continue;
      const option = findOption(trimmed);
      if (typeof option !== "string") return option;
      found.add(option);
    }
    if (found.size === 0) return null;
    const value = [...found].join(";");
    return !isList && text.trimStart().startsWith(";") ? `;${value}` : value;
  };
}

function createFindOption(property: Property, columnType: ColumnType): FindOption {
  if (columnType === "bytes") return (text) => refuseOption(property, text, "is binary data, not an option.");
  if (property.hasExternalOptions || property.options.length === 0) {
    return (text) => findTextFault(property.name, text) ?? text;
  }
  const values = new Set(property.options.map((option) => option.value));
  const bySpelling = groupBySpelling(property.options);
  const taken = describeOptions(property.options);
  return (text) => {
    if (values.has(text)) return text;
    const [option, ...others] = bySpelling.get(text.toLowerCase()) ?? [];
    if (option === undefined) return refuseOption(property, text, `is not an option of ${property.label}. ${taken}`);
    if (others.length === 0) return option;
    return refuseOption(property, text, `can mean several options of ${property.label}. Send the internal value.`);
  };
}

/** The values that a spelling can mean, by value or label in lower case. */
function groupBySpelling(options: readonly PropertyOption[]): Map<string, string[]> {
  const bySpelling = new Map<string, string[]>();
  for (const { value, label } of options) {
    for (const spelling of new Set([value.trim().toLowerCase(), label.trim().toLowerCase()])) {
      const meant = bySpelling.get(spelling) ?? [];
      if (!meant.includes(value)) meant.push(value);
      bySpelling.set(spelling, meant);
    }
  }
  return bySpelling;
}

function describeOptions(options: readonly PropertyOption[]): string {
  const named = options.slice(0, namedOptions).map(({ value }) => quoteValue(value));
  const more = options.length - named.length;
  return `HubSpot takes ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

function refuseOption(property: Property, text: string, why: string): Refusal {
  return refuse("INVALID_OPTION", property.name, `${quoteValue(text)} ${why}`, showText(text, optionCharacters));
}

/** The entries of a JSON array of texts, numbers and booleans; a single one counts as a list of one; null if neither. */
function parseList(text: string): string[] | null {
  if (text.trim() === "") return [];
  const parsed = parseJson(text);
  const entries: string[] = [];
  for (const entry of Array.isArray(parsed) ? parsed : [parsed]) {
    if (entry === null) continue;
    if (typeof entry !== "string" && typeof entry !== "number" && typeof entry !== "boolean") return null;
    entries.push(String(entry));
  }
  return entries;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
