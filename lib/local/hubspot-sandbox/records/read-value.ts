import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import { isPlausibleEmail } from "@/lib/local/hubspot-sandbox/records/check-rules";
import { isRealDay, readMoment } from "@/lib/local/hubspot-sandbox/records/moments";

/** What HubSpot makes of one string for one property. */
export type ReadValue =
  | { readonly kind: "value"; readonly value: string }
  /** Taken, but only after it was made a date; `normalized` is how the warning says it. */
  | { readonly kind: "normalized"; readonly value: string; readonly normalized: string }
  | { readonly kind: "refused"; readonly code: string | null; readonly message: string };

export interface ReadContext {
  /** The property's values, where it has a list of them. */
  readonly allowed: readonly AllowedOption[] | null;
  readonly current: string;
  readonly isEmail: boolean;
  /** 2026-09 makes a date out of a moment, older versions refuse it. */
  readonly normalizesDates: boolean;
  readonly describesOptionsAtLength: boolean;
  readonly listsOverlongText: boolean;
}

export interface AllowedOption {
  readonly value: string;
  readonly label: string;
  readonly displayOrder: number;
}

const maxTextLength = 65_536;

export function readValue(property: Property, raw: string, context: ReadContext): ReadValue {
  switch (property.type) {
    case "number":
      return readNumber(raw.trim());
    case "bool":
      return readOption(raw.trim(), context);
    case "enumeration":
      return property.fieldType === "checkbox" ? readOptions(raw.trim(), context) : readOption(raw.trim(), context);
    case "date":
      return readDate(raw.trim(), context);
    case "datetime":
      return readDatetime(raw.trim());
    default:
      return readText(raw, context);
  }
}

function readText(raw: string, { isEmail, listsOverlongText }: ReadContext): ReadValue {
  if (raw.length > maxTextLength) {
    // Nobody recorded HubSpot's code and words for this one: they are the sandbox's own.
    const code = listsOverlongText ? "VALUE_TOO_LONG" : null;
    return refuse(code, `The value is too long. The maximum is ${maxTextLength} characters.`);
  }
  if (!isEmail) return take(raw);
  if (!isPlausibleEmail(raw)) return refuse("INVALID_EMAIL", `Email address ${raw} is invalid`);
  return take(raw.toLowerCase());
}

function readNumber(raw: string): ReadValue {
  if (/^-?(\d+\.?\d*|\.\d+)$/.test(raw)) return take(raw);
  return refuse("INVALID_INTEGER", `${raw} was not a valid number.`);
}

function readOption(raw: string, context: ReadContext): ReadValue {
  if (context.allowed === null || context.allowed.some((option) => option.value === raw)) return take(raw);
  return refuseOption(raw, context.allowed, context);
}

/** `A;B` replaces what is set, `;A` adds to it. */
function readOptions(raw: string, context: ReadContext): ReadValue {
  const sent = raw.split(";").filter((part) => part !== "");
  const { allowed } = context;
  const unknown = allowed && sent.find((part) => !allowed.some((option) => option.value === part));
  if (allowed && unknown !== undefined && unknown !== null) return refuseOption(unknown, allowed, context);
  const kept = raw.startsWith(";") ? context.current.split(";").filter((part) => part !== "") : [];
  return take([...new Set([...kept, ...sent])].join(";"));
}

function refuseOption(raw: string, allowed: readonly AllowedOption[], context: ReadContext): ReadValue {
  const list = context.describesOptionsAtLength ? allowed.map(describeOption) : allowed.map((option) => option.value);
  return refuse("INVALID_OPTION", `${raw} was not one of the allowed options: [${list.join(", ")}]`);
}

function describeOption({ label, value, displayOrder }: AllowedOption): string {
  return `label: "${label}"\nvalue: "${value}"\ndisplay_order: ${displayOrder}\n`;
}

const dayMs = 86_400_000;

function readDate(raw: string, { normalizesDates }: ReadContext): ReadValue {
  if (/^\d{4}-\d{2}-\d{2}$/.test(raw) && isRealDay(raw)) return take(raw);
  const isEpoch = /^-?\d+$/.test(raw);
  const moment = readMoment(raw);
  if (moment === null) return refuse("INVALID_LONG", `${raw} was not a valid long.`);
  const midnight = Math.floor(moment / dayMs) * dayMs;
  const day = new Date(midnight).toISOString().slice(0, 10);
  if (moment === midnight && (isEpoch || !normalizesDates)) return take(day);
  if (normalizesDates) return { kind: "normalized", value: day, normalized: String(midnight) };
  return refuse("INVALID_DATE", `${raw} is at ${describeTime(moment)} UTC, not midnight!`);
}

function readDatetime(raw: string): ReadValue {
  const moment = readMoment(raw);
  if (moment === null) return refuse("INVALID_LONG", `${raw} was not a valid long.`);
  return take(new Date(moment).toISOString());
}

function describeTime(moment: number): string {
  const at = new Date(moment);
  const two = (part: number) => String(part).padStart(2, "0");
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  return `${time}.${at.getUTCMilliseconds()}`;
}

function take(value: string): ReadValue {
  return { kind: "value", value };
}

function refuse(code: string | null, message: string): ReadValue {
  return { kind: "refused", code, message };
}
