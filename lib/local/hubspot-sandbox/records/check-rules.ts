/** A rule that an administrator put on a property. It binds every version of the API. */
export interface ValidationRule {
  readonly ruleType: RuleType;
  readonly ruleArguments: readonly string[];
  readonly shouldApplyNormalization?: boolean;
}

export type RuleType =
  | "ALPHANUMERIC"
  | "DECIMAL"
  | "DOMAIN"
  | "EMAIL"
  | "EMAIL_ALLOWED_DOMAINS"
  | "EMAIL_BLOCKED_DOMAINS"
  | "END_DATE"
  | "FORMAT"
  | "MAX_LENGTH"
  | "MAX_NUMBER"
  | "MIN_LENGTH"
  | "MIN_NUMBER"
  | "PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE"
  | "REGEX"
  | "SPECIAL_CHARACTERS"
  | "START_DATE"
  | "URL"
  | "WHITESPACE";

export interface BrokenRule {
  readonly code: string;
  readonly message: string;
}

/**
 * The first rule that a value breaks, or null. `Enter only letters` with `INVALID_ALPHA` is HubSpot's; nobody recorded
 * the codes and words of the other rules, so those are the sandbox's own in the same manner.
 */
export function findBrokenRule(rules: readonly ValidationRule[], value: string): BrokenRule | null {
  for (const rule of rules) {
    const broken = checks[rule.ruleType](value, rule.ruleArguments);
    if (broken !== null) return broken;
  }
  return null;
}

export function isPlausibleEmail(value: string): boolean {
  return /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@/i.test(value) && isDomain(domainOf(value));
}

type Check = (value: string, given: readonly string[]) => BrokenRule | null;

const checks: Readonly<Record<RuleType, Check>> = {
  ALPHANUMERIC: checkCharacters,
  FORMAT: checkCharacters,
  DECIMAL: (value, [places = "0"]) =>
    breakIf((value.split(".")[1] ?? "").length > Number(places), "INVALID_DECIMAL", `Enter at most ${places} decimals`),
  DOMAIN: (value) => breakIf(!isDomain(value), "INVALID_DOMAIN", "Enter a valid domain"),
  EMAIL: (value) => breakIf(!isPlausibleEmail(value), "INVALID_EMAIL", `Email address ${value} is invalid`),
  EMAIL_ALLOWED_DOMAINS: (value, domains) =>
    breakIf(!hasDomain(value, domains), "INVALID_EMAIL_DOMAIN", `Enter an email of one of: ${domains.join(", ")}`),
  EMAIL_BLOCKED_DOMAINS: (value, domains) =>
    breakIf(hasDomain(value, domains), "INVALID_EMAIL_DOMAIN", `Enter an email of none of: ${domains.join(", ")}`),
  START_DATE: (value, [start = ""]) => breakIf(value < start, "INVALID_START_DATE", `Enter a date from ${start}`),
  END_DATE: (value, [end = ""]) => breakIf(value > end, "INVALID_END_DATE", `Enter a date up to ${end}`),
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
  WHITESPACE: (value) => breakIf(/\s/.test(value), "INVALID_WHITESPACE", "Enter no blanks"),
};

function checkCharacters(value: string, [kind]: readonly string[]): BrokenRule | null {
  if (kind === "ALPHA") return breakIf(!/^\p{L}*$/u.test(value), "INVALID_ALPHA", "Enter only letters");
  if (kind === "NUMERIC") return breakIf(!/^\p{N}*$/u.test(value), "INVALID_NUMERIC", "Enter only numbers");
  return breakIf(!/^[\p{L}\p{N}]*$/u.test(value), "INVALID_ALPHANUMERIC", "Enter only letters and numbers");
}

function breakIf(isBroken: boolean, code: string, message: string): BrokenRule | null {
  return isBroken ? { code, message } : null;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}

function isDomain(value: string): boolean {
  return /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(\p{L}{2,}|xn--[a-z0-9-]+)$/iu.test(value);
}

function hasDomain(email: string, domains: readonly string[]): boolean {
  return domains.includes(domainOf(email).toLowerCase());
}
