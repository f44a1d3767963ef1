import type { CallRecord } from "./client";

/** A call as it may be kept and shown: what was asked and answered, shortened, without the values of records. */
export interface DescribedCall extends Omit<CallRecord, "request" | "answer"> {
  /** JSON; null where nothing was sent, or nothing came. */
  readonly request: string | null;
  readonly answer: string | null;
}

const MOST_ITEMS = 3;
const MOST_KEYS = 100;
const MOST_DEPTH = 6;
const MOST_CHARACTERS = 300;
/** Shorter ones would be found in words that have nothing to do with them. */
const LEAST_SENT = 3;

/** Properties that HubSpot sets itself: they say which record it is and when it was written, and nothing of a person. */
const shownProperties = new Set(["hs_object_id", "createdate", "lastmodifieddate", "hs_lastmodifieddate"]);
/** Where values stand outside of `properties`. */
const valueKeys = new Set(["id", "ids", "rawValue", "normalizedValue", "value", "values"]);

/**
 * Shortens a call to the first of its records, and masks their values: of each a sign and the length are left. Headers,
 * and with them the token, never come here. What HubSpot says of a refused value is kept, with the value masked in it.
 */
export function describeCall({ request, answer, path, ...facts }: CallRecord): DescribedCall {
  const words = (text: string) => scrub(text, isRefusal(answer) ? listSent(request) : []);
  const write = (part: unknown) => (part === undefined || part === null ? null : JSON.stringify(shorten(part, words)));
  return { ...facts, path: words(path), request: write(request), answer: write(answer) };
}

/** What is left of a value: how it begins, and how long it is. An empty one clears a property, which is told. */
export function maskValue(value: string): string {
  if (value === "") return "";
  const [first = ""] = value;
  return `${first}••• (${value.length})`;
}

type Words = (text: string) => string;

function shorten(part: unknown, words: Words, isValue = false, depth = 0): unknown {
  if (typeof part === "string") {
    if (isValue && !/^\d{1,19}$/.test(part)) return maskValue(part);
    return words(part.length > MOST_CHARACTERS ? `${part.slice(0, MOST_CHARACTERS)}…` : part);
  }
  if (typeof part !== "object" || part === null) return part;
  if (depth >= MOST_DEPTH) return "…";
  if (Array.isArray(part)) {
    const shown = part.slice(0, MOST_ITEMS).map((item) => shorten(item, words, isValue, depth + 1));
    return part.length > MOST_ITEMS ? [...shown, `… ${part.length - MOST_ITEMS} more`] : shown;
  }
  const entries = Object.entries(part).slice(0, MOST_KEYS);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === "properties" && isRecord(value) ? maskAll(value) : shorten(value, words, valueKeys.has(key), depth + 1),
    ]),
  );
}

function maskAll(properties: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(properties).slice(0, MOST_KEYS);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === "string" && !shownProperties.has(name) ? maskValue(value) : value,
    ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A body that names an error, of the call or of some of its records, may quote what was sent. */
function isRefusal(answer: unknown): boolean {
  return isRecord(answer) && (answer.status === "error" || Array.isArray(answer.errors));
}

/** The values of all records of a request, the longest first, so that none is taken for a part of another. */
function listSent(request: unknown): string[] {
  if (!isRecord(request) || !Array.isArray(request.inputs)) return [];
  const sent = request.inputs
    .filter(isRecord)
    .flatMap(({ id, properties }) => [
      ...(typeof id === "string" && !/^\d+$/.test(id) ? [id] : []),
      ...(isRecord(properties) ? Object.values(properties).filter((value) => typeof value === "string") : []),
    ]);
  return [...new Set(sent.filter(({ length }) => length >= LEAST_SENT))].sort((a, b) => b.length - a.length);
}

function scrub(text: string, sent: readonly string[]): string {
  const known = sent.reduce(
    (scrubbed, value) => (scrubbed.includes(value) ? scrubbed.replaceAll(value, maskValue(value)) : scrubbed),
    text,
  );
  return known.replaceAll(/[^\s"'<>()[\]{},;:/]+(?:@|%40)[^\s"'<>()[\]{},;:/?&]+/g, maskValue);
}
