import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

/**
 * What is wrong with an input where its schema says nothing of its own: which part, what it must be, and what it is.
 * In words for whoever wrote it, in a form as in a request.
 */
export function spellIssue(issue: Issue): string {
  const part = namePart(issue.path);
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return `${part} is missing.`;
      return `${part} must be ${kinds[issue.expected] ?? issue.expected}.`;
    case "too_big":
      return spellSize(part, issue.origin, issue.inclusive === false ? "less than" : "at most", issue.maximum, issue);
    case "too_small":
      if (issue.origin === "string" && issue.input === "") return `${part} is empty.`;
      return spellSize(part, issue.origin, issue.inclusive === false ? "more than" : "at least", issue.minimum, issue);
    case "invalid_value":
      return issue.values.length === 1
        ? `${part} must be ${quote(issue.values)}.`
        : `${part} must be one of ${quote(issue.values)}.`;
    case "invalid_format":
      return `${part} must be ${formats[issue.format] ?? "written differently: some of its signs aren't allowed here"}.`;
    case "not_multiple_of":
      return `${part} must be a multiple of ${issue.divisor}.`;
    case "unrecognized_keys":
      return `${part} has nothing called ${quote(issue.keys)}. Leave that out.`;
    case "invalid_union":
      return Array.isArray(issue.options) && issue.options.length > 0
        ? `${part} must be one of ${quote(issue.options)}.`
        : `${part} is none of what it may be.`;
    default:
      return `${part} can't be read as it is written.`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const formats: Readonly<Record<string, string>> = {
  uuid: "an id of 36 letters, digits and dashes",
  email: "an e-mail address such as ada@example.com",
  url: "an address such as https://example.com",
  datetime: "a time such as 2026-01-31T07:00:00Z",
};

const units: Readonly<Record<string, string>> = { string: "character", array: "entry", set: "entry", map: "entry" };

/** `maximum` and `minimum` are of the length where a thing has one. */
function spellSize(part: string, origin: string, relation: string, bound: number | bigint, { input }: Issue): string {
  const unit = units[origin];
  if (unit === undefined) return `${part} must be ${relation} ${format(bound)}.`;
  const length = readLength(input);
  const now = length === null ? "" : `; it has ${format(length)}`;
  return `${part} must have ${relation} ${format(bound)} ${bound === 1 ? unit : pluralOf(unit)}${now}.`;
}

const pluralOf = (unit: string) => (unit === "entry" ? "entries" : `${unit}s`);

function readLength(input: unknown): number | null {
  return typeof input === "string" || Array.isArray(input) ? input.length : null;
}

const quote = (names: readonly unknown[]) => names.map((name) => `\`${String(name)}\``).join(", ");

const format = (value: number | bigint) => value.toLocaleString("en-US");

/** `["mapping", "fields", 2, "whenEmpty"]` as `The when empty`, the third of `fields` as `Entry 3 of the fields`. */
export function namePart(path: readonly PropertyKey[] = []): string {
  const last = path.at(-1);
  if (last === undefined) return "The input";
  if (typeof last !== "number") return `The ${spellKey(last)}`;
  const list = path.findLast((key) => typeof key !== "number");
  return list === undefined ? `Entry ${last + 1}` : `Entry ${last + 1} of the ${spellKey(list)}`;
}

/** A key of ours as words: `workspaceName` → `workspace name`. */
function spellKey(key: PropertyKey): string {
  return String(key)
    .replace(/(?<=[a-z])(?=[A-Z])|-/g, " ")
    .toLowerCase()
    .replace(/\b(?:sql|url|arn|api)\b/g, (word) => word.toUpperCase());
}
