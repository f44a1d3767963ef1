import { toComparable } from "@/lib/local/hubspot-sandbox/api/search/to-comparable";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";

export const operators = [
  "EQ",
  "NEQ",
  "LT",
  "LTE",
  "GT",
  "GTE",
  "BETWEEN",
  "IN",
  "NOT_IN",
  "HAS_PROPERTY",
  "NOT_HAS_PROPERTY",
  "CONTAINS_TOKEN",
  "NOT_CONTAINS_TOKEN",
] as const;

export interface Filter {
  readonly property: Property;
  readonly operator: (typeof operators)[number];
  readonly value: string;
  readonly highValue: string;
  readonly values: readonly string[];
}

/** Whether a record is found whose property holds `held`; null is empty. */
export function matchesFilter(
  held: string | null,
  filter: Filter,
  { findsEmptyByNegation }: { findsEmptyByNegation: boolean },
): boolean {
  const { operator } = filter;
  if (operator === "HAS_PROPERTY") return held !== null;
  if (operator === "NOT_HAS_PROPERTY") return held === null;
  if (held === null) return findsEmptyByNegation && isNegation(operator);
  switch (operator) {
    case "EQ":
      return equals(held, filter);
    case "NEQ":
      return !equals(held, filter);
    case "LT":
      return compare(held, filter.value, filter) < 0;
    case "LTE":
      return compare(held, filter.value, filter) <= 0;
    case "GT":
      return compare(held, filter.value, filter) > 0;
    case "GTE":
      return compare(held, filter.value, filter) >= 0;
    case "BETWEEN":
      return compare(held, filter.value, filter) >= 0 && compare(held, filter.highValue, filter) <= 0;
    case "IN":
      return isAmong(held, filter);
    case "NOT_IN":
      return !isAmong(held, filter);
    case "CONTAINS_TOKEN":
      return hasToken(held, filter.value);
    case "NOT_CONTAINS_TOKEN":
      return !hasToken(held, filter.value);
    default:
      return operator satisfies never;
  }
}

function isNegation(operator: Filter["operator"]): boolean {
  return operator === "NEQ" || operator === "NOT_IN" || operator === "NOT_CONTAINS_TOKEN";
}

function equals(held: string, { property, value }: Filter): boolean {
  const wanted = toComparable(property, value);
  return partsOf(held, property).some((part) => toComparable(property, part) === wanted);
}

/** Values that can't be compared are neither less nor more. */
function compare(held: string, value: string, { property }: Filter): number {
  const [one, other] = [toComparable(property, held), toComparable(property, value)];
  if (one === other) return 0;
  if (one < other) return -1;
  return one > other ? 1 : Number.NaN;
}

/** The values that a text is looked up among have to be in lower case; as they are sent, so they are taken. */
function isAmong(held: string, { property, values }: Filter): boolean {
  const isText = property.type === "string" || property.type === "phone_number";
  const wanted = new Set(values.map((value) => (isText ? value : toComparable(property, value))));
  return partsOf(held, property).some((part) => wanted.has(toComparable(property, part)));
}

function partsOf(held: string, { fieldType }: Property): readonly string[] {
  return fieldType === "checkbox" ? held.split(";") : [held];
}

/** A token is the whole text, a word between blanks, or a run of letters and digits; `*` stands for any characters. */
function hasToken(held: string, value: string): boolean {
  const text = held.toLowerCase();
  const tokens = new Set([text, ...text.split(/\s+/), ...text.split(/[^\p{L}\p{N}]+/u)]);
  const literal = value.toLowerCase().replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
  const pattern = new RegExp(`^${literal.replaceAll("*", ".*")}$`, "s");
  return [...tokens].some((token) => token !== "" && pattern.test(token));
}
