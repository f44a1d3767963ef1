import { expect, test } from "vitest";
import { describeRule, describeRules } from "./describe-rule";

// Every rule type that HubSpot's property validations know.
test.each([
  ["ALPHANUMERIC", ["ALPHA_ONLY"], "letters only"],
  ["ALPHANUMERIC", ["NUMERIC_ONLY"], "digits only"],
  ["ALPHANUMERIC", ["ALPHANUMERIC"], "letters and digits only"],
  ["DECIMAL", ["2"], "at most 2 decimal places"],
  ["MIN_LENGTH", ["1"], "at least 1 character"],
  ["MAX_LENGTH", ["40"], "at most 40 characters"],
  ["MIN_NUMBER", ["0"], "0 or more"],
  ["MAX_NUMBER", ["9.5"], "9.5 or less"],
  ["REGEX", ["[A-Z]{3}"], "must match `[A-Z]{3}`"],
  ["FORMAT", ["NNN-NN"], "in the format `NNN-NN`"],
  ["EMAIL", [], "an e-mail address"],
  ["EMAIL_ALLOWED_DOMAINS", ["a.example", "b.example"], "an e-mail address at a.example, b.example"],
  ["EMAIL_BLOCKED_DOMAINS", ["c.example"], "no e-mail address at c.example"],
  ["DOMAIN", [], "a domain, such as example.com"],
  ["URL", [], "a URL"],
  ["URL_ALLOWED_DOMAINS", ["a.example"], "a URL at a.example"],
  ["URL_BLOCKED_DOMAINS", ["a.example"], "no URL at a.example"],
  ["PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE", [], "a phone number with its country code, such as +49…"],
  ["START_DATE", ["2026-01-01"], "not before 2026-01-01"],
  ["END_DATE", ["1767225600000"], "not after 2026-01-01"],
  ["START_DATETIME", ["1767225600000"], "not before 2026-01-01T00:00:00.000Z"],
  ["END_DATETIME", ["soon"], "not after soon"],
  ["AFTER_DURATION", ["P7D"], "at least 7 days from now"],
  ["AFTER_DATETIME_DURATION", ["P1Y"], "at least 1 year from now"],
  ["BEFORE_DURATION", ["P2M"], "at least 2 months ago"],
  ["BEFORE_DATETIME_DURATION", ["P1Y2M"], "at least P1Y2M ago"],
  ["DAYS_OF_WEEK", ["MONDAY", "FRIDAY"], "on Monday, Friday"],
  ["SPECIAL_CHARACTERS", [], "limits on special characters"],
  ["WHITESPACE", ["NONE"], "limits on blanks (NONE)"],
])("%s %j reads as “%s”", (type, given, phrase) => {
  expect(describeRule({ type, arguments: given })).toBe(phrase);
});

test("a rule that HubSpot adds later is named instead of hidden", () => {
  expect(describeRule({ type: "MOON_PHASE", arguments: ["FULL"] })).toBe("limits by the rule `MOON_PHASE` (FULL)");
  expect(describeRule({ type: "constructor", arguments: [] })).toBe("limits by the rule `constructor`");
});

test("a property's rules make one sentence, and none make none", () => {
  const rules = [
    { type: "MIN_LENGTH", arguments: ["2"] },
    { type: "MAX_LENGTH", arguments: ["40"] },
  ];
  expect(describeRules(rules)).toBe("HubSpot takes: at least 2 characters; at most 40 characters.");
  expect(describeRules([])).toBeNull();
});
