import type { PropertyRule } from "@/lib/engine/types";

type Describe = (given: readonly string[]) => string;

const listed = (given: readonly string[]) => given.join(", ");
const first = (given: readonly string[]) => given[0] ?? "?";

/** What HubSpot's rule types mean, by its property validations guide. Arguments that it doesn't spell out are shown as they are. */
const words: Readonly<Record<string, Describe>> = {
  ALPHANUMERIC: describeCharacters,
  FORMAT: (given) => `in the format ${quoteAll(given)}`,
  DECIMAL: (given) => `at most ${countOf(given, "decimal place")}`,
  MIN_LENGTH: (given) => `at least ${countOf(given, "character")}`,
  MAX_LENGTH: (given) => `at most ${countOf(given, "character")}`,
  MIN_NUMBER: (given) => `${first(given)} or more`,
  MAX_NUMBER: (given) => `${first(given)} or less`,
  REGEX: (given) => `must match ${quoteAll(given)}`,
  EMAIL: () => "an e-mail address",
  EMAIL_ALLOWED_DOMAINS: (given) => `an e-mail address at ${listed(given)}`,
  EMAIL_BLOCKED_DOMAINS: (given) => `no e-mail address at ${listed(given)}`,
  DOMAIN: () => "a domain, such as example.com",
  URL: () => "a URL",
  URL_ALLOWED_DOMAINS: (given) => `a URL at ${listed(given)}`,
  URL_BLOCKED_DOMAINS: (given) => `no URL at ${listed(given)}`,
  PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE: () => "a phone number with its country code, such as +49…",
  START_DATE: (given) => `not before ${describeDay(first(given))}`,
  END_DATE: (given) => `not after ${describeDay(first(given))}`,
  START_DATETIME: (given) => `not before ${describeInstant(first(given))}`,
  END_DATETIME: (given) => `not after ${describeInstant(first(given))}`,
  AFTER_DURATION: (given) => `at least ${describePeriod(first(given))} from now`,
  AFTER_DATETIME_DURATION: (given) => `at least ${describePeriod(first(given))} from now`,
  BEFORE_DURATION: (given) => `at least ${describePeriod(first(given))} ago`,
  BEFORE_DATETIME_DURATION: (given) => `at least ${describePeriod(first(given))} ago`,
  DAYS_OF_WEEK: (given) => `on ${given.map(toTitle).join(", ")}`,
  SPECIAL_CHARACTERS: (given) => limit("on special characters", given),
  WHITESPACE: (given) => limit("on blanks", given),
};

/** A validation rule as a phrase: `at most 40 characters`. A rule type that HubSpot adds later is named as it is. */
export function describeRule({ type, arguments: given }: PropertyRule): string {
  const describe = Object.hasOwn(words, type) ? words[type] : undefined;
  return describe?.(given) ?? limit(`by the rule \`${type}\``, given);
}

/** All the rules of a property in a sentence; null where it has none. */
export function describeRules(rules: readonly PropertyRule[]): string | null {
  return rules.length === 0 ? null : `HubSpot takes: ${rules.map(describeRule).join("; ")}.`;
}

function describeCharacters(given: readonly string[]): string {
  switch (first(given)) {
    case "ALPHA":
    case "ALPHA_ONLY":
      return "letters only";
    case "NUMERIC":
    case "NUMERIC_ONLY":
      return "digits only";
    default:
      return "letters and digits only";
  }
}

/** Dates come as days or as milliseconds since 1970. */
function describeDay(text: string): string {
  return describeInstant(text).slice(0, "2026-01-01".length);
}

function describeInstant(text: string): string {
  const at = new Date(/^-?\d+$/.test(text) ? Number(text) : Number.NaN);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

const units: Readonly<Record<string, string>> = { Y: "year", M: "month", W: "week", D: "day" };

/** `P1Y` as “1 year”; an ISO period of several parts, or with hours, stays as it is. */
function describePeriod(period: string): string {
  const [, count = "", letter = ""] = /^P(\d+)([YMWD])$/.exec(period) ?? [];
  const unit = units[letter];
  return unit === undefined ? period : countOf([count], unit);
}

function countOf(given: readonly string[], unit: string): string {
  return `${first(given)} ${unit}${first(given) === "1" ? "" : "s"}`;
}

function limit(what: string, given: readonly string[]): string {
  return given.length === 0 ? `limits ${what}` : `limits ${what} (${listed(given)})`;
}

function quoteAll(given: readonly string[]): string {
  return given.map((text) => `\`${text}\``).join(", ");
}

function toTitle(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
