import { z } from "zod";
import { addDuration, readMoment } from "@/lib/local/hubspot-sandbox/records/moments";

const ruleTypes = [
  "AFTER_DATETIME_DURATION",
  "AFTER_DURATION",
  "ALPHANUMERIC",
  "BEFORE_DATETIME_DURATION",
  "BEFORE_DURATION",
  "DAYS_OF_WEEK",
  "DECIMAL",
  "DOMAIN",
  "EMAIL",
  "EMAIL_ALLOWED_DOMAINS",
  "EMAIL_BLOCKED_DOMAINS",
  "END_DATE",
  "END_DATETIME",
  "FORMAT",
  "MAX_LENGTH",
  "MAX_NUMBER",
  "MIN_LENGTH",
  "MIN_NUMBER",
  "PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE",
  "REGEX",
  "SPECIAL_CHARACTERS",
  "START_DATE",
  "START_DATETIME",
  "URL",
  "URL_ALLOWED_DOMAINS",
  "URL_BLOCKED_DOMAINS",
  "WHITESPACE",
] as const;

export type RuleType = (typeof ruleTypes)[number];

/** A rule that an administrator put on a property. It binds every version of the API. */
export const validationRuleSchema = z.object({
  ruleType: z.enum(ruleTypes),
  ruleArguments: z.array(z.string()).readonly(),
  /** A value is mended where that can be done, and only then checked. */
  shouldApplyNormalization: z.boolean().default(false),
});

export type ValidationRule = z.input<typeof validationRuleSchema>;

export interface BrokenRule {
  readonly code: string;
  readonly message: string;
}

export type RuledValue =
  | { readonly kind: "kept"; readonly value: string }
  | { readonly kind: "broken"; readonly broken: BrokenRule };

/**
 * Mends and checks a value by its property's rules, up to the first one that it breaks. `Enter only letters` with
 * `INVALID_ALPHA` is HubSpot's; nobody recorded the codes and words of the other rules, nor what is mended and how, so
 * those are the sandbox's own in the same manner.
 */
export function applyRules(rules: readonly ValidationRule[], given: string, now: number): RuledValue {
  let value = given;
  for (const { ruleType, ruleArguments, shouldApplyNormalization = false } of rules) {
    if (shouldApplyNormalization) value = menders[ruleType]?.(value, ruleArguments) ?? value;
    const broken = checks[ruleType](value, ruleArguments, now);
    if (broken !== null) return { kind: "broken", broken };
  }
  return { kind: "kept", value };
}

export function isPlausibleEmail(value: string): boolean {
  return /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@/i.test(value) && isDomain(domainOf(value));
}

type Check = (value: string, given: readonly string[], now: number) => BrokenRule | null;

const checks: Readonly<Record<RuleType, Check>> = {
  ALPHANUMERIC: checkCharacters,
  FORMAT: checkCharacters,
  DECIMAL: (value, [places = "0"]) =>
    breakIf((value.split(".")[1] ?? "").length > Number(places), "INVALID_DECIMAL", `Enter at most ${places} decimals`),
  DOMAIN: (value) => breakIf(!isDomain(value), "INVALID_DOMAIN", "Enter a valid domain"),
  EMAIL: (value) => breakIf(!isPlausibleEmail(value), "INVALID_EMAIL", `Email address ${value} is invalid`),
  EMAIL_ALLOWED_DOMAINS: (value, domains) =>
    breakIf(
      !domains.includes(domainOf(value)),
      "INVALID_EMAIL_DOMAIN",
      `Enter an email of one of: ${domains.join(", ")}`,
    ),
  EMAIL_BLOCKED_DOMAINS: (value, domains) =>
    breakIf(
      domains.includes(domainOf(value)),
      "INVALID_EMAIL_DOMAIN",
      `Enter an email of none of: ${domains.join(", ")}`,
    ),
  START_DATE: checkStart("INVALID_START_DATE"),
  START_DATETIME: checkStart("INVALID_START_DATETIME"),
  END_DATE: checkEnd("INVALID_END_DATE"),
  END_DATETIME: checkEnd("INVALID_END_DATETIME"),
  AFTER_DURATION: checkAfter("INVALID_AFTER_DURATION"),
  AFTER_DATETIME_DURATION: checkAfter("INVALID_AFTER_DATETIME_DURATION"),
  BEFORE_DURATION: checkBefore("INVALID_BEFORE_DURATION"),
  BEFORE_DATETIME_DURATION: checkBefore("INVALID_BEFORE_DATETIME_DURATION"),
  DAYS_OF_WEEK: (value, days) =>
    breakIf(!days.includes(weekdayOf(value)), "INVALID_DAY_OF_WEEK", `Enter a date on one of: ${days.join(", ")}`),
  MIN_LENGTH: (value, [min = "0"]) =>
    breakIf([...value].length < Number(min), "INVALID_MIN_LENGTH", `Enter at least ${min} characters`),
  MAX_LENGTH: (value, [max = "0"]) =>
    breakIf([...value].length > Number(max), "INVALID_MAX_LENGTH", `Enter at most ${max} characters`),
  MIN_NUMBER: (value, [min = "0"]) =>
    breakIf(Number(value) < Number(min), "INVALID_MIN_NUMBER", `Enter a number from ${min}`),
  MAX_NUMBER: (value, [max = "0"]) =>
    breakIf(Number(value) > Number(max), "INVALID_MAX_NUMBER", `Enter a number up to ${max}`),
  PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE: (value) =>
    breakIf(!/^\+\d[\d ().-]{5,20}$/.test(value), "INVALID_PHONE_NUMBER", "Enter a phone number with its country code"),
  REGEX: (value, [pattern = ""]) =>
    breakIf(!new RegExp(`^(?:${pattern})$`).test(value), "INVALID_REGEX", `Enter a value that matches ${pattern}`),
  SPECIAL_CHARACTERS: (value) =>
    breakIf(/[^\p{L}\p{N}\s]/u.test(value), "INVALID_SPECIAL_CHARACTERS", "Enter no special characters"),
  URL: (value) => breakIf(!/^https?:\/\/[^\s/]+\.[^\s]+$/.test(value), "INVALID_URL", "Enter a valid URL"),
  URL_ALLOWED_DOMAINS: (value, domains) =>
    breakIf(!domains.includes(hostOf(value)), "INVALID_URL_DOMAIN", `Enter a URL of one of: ${domains.join(", ")}`),
  URL_BLOCKED_DOMAINS: (value, domains) =>
    breakIf(domains.includes(hostOf(value)), "INVALID_URL_DOMAIN", `Enter a URL of none of: ${domains.join(", ")}`),
  WHITESPACE: (value) => breakIf(/\s/.test(value), "INVALID_WHITESPACE", "Enter no blanks"),
};

const menders: Readonly<Partial<Record<RuleType, (value: string, given: readonly string[]) => string>>> = {
  DECIMAL: (value, [places = "0"]) => String(Number(Number(value).toFixed(Number(places)))),
  DOMAIN: (value) => value.trim().toLowerCase(),
  EMAIL: (value) => value.trim().toLowerCase(),
  PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE: (value) => value.replace(/[\s().-]/g, "").replace(/^00/, "+"),
  SPECIAL_CHARACTERS: (value) => value.replace(/[^\p{L}\p{N}\s]/gu, ""),
  URL: (value) => (/^https?:\/\//.test(value.trim()) ? value.trim() : `https://${value.trim()}`),
  WHITESPACE: (value) => value.replace(/\s+/g, ""),
};

function checkCharacters(value: string, [kind]: readonly string[]): BrokenRule | null {
  if (kind === "ALPHA") return breakIf(!/^\p{L}*$/u.test(value), "INVALID_ALPHA", "Enter only letters");
  if (kind === "NUMERIC") return breakIf(!/^\p{N}*$/u.test(value), "INVALID_NUMERIC", "Enter only numbers");
  return breakIf(!/^[\p{L}\p{N}]*$/u.test(value), "INVALID_ALPHANUMERIC", "Enter only letters and numbers");
}

function checkStart(code: string): Check {
  return (value, [start = ""]) => breakIf(isBefore(value, readMoment(start)), code, `Enter a date from ${start}`);
}

function checkEnd(code: string): Check {
  return (value, [end = ""]) => breakIf(isAfter(value, readMoment(end)), code, `Enter a date up to ${end}`);
}

function checkAfter(code: string): Check {
  return (value, [duration = ""], now) =>
    breakIf(isBefore(value, addDuration(now, duration)), code, `Enter a date after ${duration} from today`);
}

function checkBefore(code: string): Check {
  return (value, [duration = ""], now) =>
    breakIf(isAfter(value, addDuration(now, duration)), code, `Enter a date before ${duration} from today`);
}

function breakIf(isBroken: boolean, code: string, message: string): BrokenRule | null {
  return isBroken ? { code, message } : null;
}

/** Values and bounds that are no dates keep every rule about dates. */
function isBefore(value: string, bound: number | null): boolean {
  const moment = readMoment(value);
  return moment !== null && bound !== null && moment < bound;
}

function isAfter(value: string, bound: number | null): boolean {
  const moment = readMoment(value);
  return moment !== null && bound !== null && moment > bound;
}

const weekdays = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];

function weekdayOf(value: string): string {
  const moment = readMoment(value);
  return moment === null ? "" : (weekdays[new Date(moment).getUTCDay()] ?? "");
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

function isDomain(value: string): boolean {
  return /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(\p{L}{2,}|xn--[a-z0-9-]+)$/iu.test(value);
}
