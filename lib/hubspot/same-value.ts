/** How a property's values compare. Everything that isn't listed is text. */
export type ValueKind = "text" | "number" | "bool" | "date" | "datetime" | "options";

const KINDS: readonly ValueKind[] = ["number", "bool", "date", "datetime", "options"];

/**
 * True when HubSpot, holding `held`, has taken `sent`. HubSpot gives back dates as days, times in UTC to the
 * millisecond and options in an order of its own. All other differences count: a value that HubSpot keeps in another
 * form costs one reject, a wrong "written" costs trust.
 */
export function isSameValue(sent: string, held: string, kind: ValueKind): boolean {
  if (sent.trim() === held.trim()) return true;
  if (sent.trim() === "" || held.trim() === "") return false;
  switch (kind) {
    case "number":
      return areEqual(readNumber(sent), readNumber(held));
    case "bool":
      return sent.trim().toLowerCase() === held.trim().toLowerCase();
    case "date":
      return areEqual(readDay(sent), readDay(held));
    case "datetime":
      return areEqual(readInstant(sent), readInstant(held));
    case "options":
      return holdsOptions(sent, held);
    case "text":
      return areEqual(readZonedInstant(sent), readZonedInstant(held));
    default:
      return kind satisfies never;
  }
}

/** True when there is a kind of property for which the two are the same, so that it is worth asking which it is. */
export function couldBeSameValue(sent: string, held: string): boolean {
  return KINDS.some((kind) => isSameValue(sent, held, kind));
}

function areEqual<T>(one: T | null, other: T | null): boolean {
  return one !== null && one === other;
}

/** The digits without what doesn't count, exact whatever their number: `-01.50` is `-1.5`. */
function readNumber(text: string): string | null {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text.trim());
  if (!parts || !/\d/.test(text)) return null;
  const [, sign, whole = "", fraction = ""] = parts;
  const digits = `${whole || "0"}${fraction === "" ? "" : `.${fraction}`}`;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}

const DAY_MS = 86_400_000;

/** A day, or the time of its midnight in UTC, as milliseconds. */
function readDay(text: string): number | null {
  const instant = readInstant(text);
  return instant !== null && instant % DAY_MS === 0 ? instant : null;
}

/** Milliseconds since 1970, or ISO 8601, which is UTC where it names no zone. */
function readInstant(text: string): number | null {
  const trimmed = text.trim();
  if (/^-?\d{5,}$/.test(trimmed)) return Number(trimmed);
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(trimmed);
  if (!parts) return null;
  const [, day, time = "00:00", zone = "Z"] = parts;
  const instant = Date.parse(`${day}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
  return Number.isNaN(instant) ? null : instant;
}

function readZonedInstant(text: string): number | null {
  return /T.*(Z|[+-]\d\d:?\d\d)$/.test(text.trim()) ? readInstant(text) : null;
}

/** `A;B` is held in any order; `;B` was added to whatever there was. */
function holdsOptions(sent: string, held: string): boolean {
  const wanted = new Set(splitOptions(sent));
  const kept = new Set(splitOptions(held));
  const holdsAll = [...wanted].every((option) => kept.has(option));
  return holdsAll && (sent.trim().startsWith(";") || wanted.size === kept.size);
}

function splitOptions(text: string): readonly string[] {
  return text.split(";").flatMap((option) => option.trim() || []);
}
