import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RuleType, ValidationRule } from "@/lib/local/hubspot-sandbox/records/check-rules";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({
    limits: null,
    portals: [
      {
        ...testPortal,
        validationRules: [
          {
            objectType: "0-1",
            property: "firstname",
            rules: [{ ruleType: "ALPHANUMERIC", ruleArguments: ["ALPHA"] }],
          },
        ],
      },
    ],
  });
});

afterAll(() => sandbox.stop());

const path = "/crm/property-validations/2026-09/0-1";
let lastContact = 0;

function write(property: string, value: string, version = "2026-09") {
  lastContact += 1;
  const properties = { email: `r${lastContact}@x.example`, [property]: value };
  return sandbox.call("POST", `/crm/objects/${version}/contacts`, { properties });
}

const setRules = (property: string, rules: readonly ValidationRule[]) =>
  sandbox.admin("POST", "/validation-rules", { portal: 4242, objectType: "contacts", property, rules });

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe("§4.7.4 An administrator's rules", () => {
  const cases: readonly (readonly [RuleType, readonly string[], string, string])[] = [
    ["ALPHANUMERIC", ["ALPHA"], "Ann", "Ann1"],
    ["ALPHANUMERIC", ["ALPHANUMERIC"], "Ann1", "Ann 1"],
    ["FORMAT", ["NUMERIC"], "123", "12a"],
    ["REGEX", ["[A-Z]{2}\\d+"], "AB12", "ab12"],
    ["MIN_LENGTH", ["3"], "abc", "ab"],
    ["MAX_LENGTH", ["3"], "abc", "abcd"],
    ["MIN_NUMBER", ["10"], "10", "9"],
    ["MAX_NUMBER", ["10"], "10", "11"],
    ["DECIMAL", ["2"], "1.25", "1.255"],
    ["EMAIL", [], "a@x.example", "a@x"],
    ["EMAIL_ALLOWED_DOMAINS", ["x.example"], "a@X.example", "a@y.example"],
    ["EMAIL_BLOCKED_DOMAINS", ["x.example"], "a@y.example", "a@X.example"],
    ["DOMAIN", [], "x.example", "x"],
    ["URL", [], "https://x.example/a", "x.example"],
    ["URL_ALLOWED_DOMAINS", ["x.example"], "https://x.example/a", "https://y.example/a"],
    ["URL_BLOCKED_DOMAINS", ["x.example"], "https://y.example/a", "https://x.example/a"],
    ["WHITESPACE", [], "ab", "a b"],
    ["SPECIAL_CHARACTERS", [], "a b", "a-b"],
    ["PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE", [], "+39 06 1234567", "06 1234567"],
    ["START_DATE", ["2024-01-01"], "2024-01-01", "2023-12-31"],
    ["END_DATE", ["2024-01-01"], "2024-01-01", "2024-01-02"],
    ["START_DATETIME", ["2024-01-01T12:00:00Z"], "2024-01-01T12:00:00Z", "2024-01-01T11:59:59Z"],
    ["END_DATETIME", ["2024-01-01T12:00:00Z"], "2024-01-01T12:00:00Z", "2024-01-01T12:00:01Z"],
    ["DAYS_OF_WEEK", ["MONDAY", "TUESDAY"], "2024-01-01", "2024-01-03"],
    ["AFTER_DURATION", ["P30D"], inDays(31).slice(0, 10), inDays(29).slice(0, 10)],
    ["AFTER_DATETIME_DURATION", ["-P1Y"], inDays(-360), inDays(-370)],
    ["BEFORE_DURATION", ["P2W"], inDays(12).slice(0, 10), inDays(16).slice(0, 10)],
    ["BEFORE_DATETIME_DURATION", ["PT12H"], inDays(0.4), inDays(0.6)],
  ];

  it.each(cases)("%s %j takes %s and refuses %s, in every version", async (ruleType, ruleArguments, good, bad) => {
    await setRules("nickname", [{ ruleType, ruleArguments }]);
    for (const version of ["2026-09", "2026-03", "v3"]) {
      expect((await write("nickname", good, version)).status).toBe(201);
      expect((await write("nickname", bad, version)).status).toBe(400);
    }
  });

  it("are told with their code, and in fewer words than other failures", async () => {
    const { status, body } = await write("firstname", "R2D2");
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message:
        'Property values were not valid: [{"isValid":false,"message":"Enter only letters","error":"INVALID_ALPHA","name":"firstname"}]',
      category: "VALIDATION_ERROR",
    });
  });

  it("bind a date after it was made one", async () => {
    await setRules("date_of_birth", [{ ruleType: "END_DATE", ruleArguments: ["2020-12-31"] }]);
    expect((await write("date_of_birth", "2020-12-31T20:00:00Z")).status).toBe(201);
    expect((await write("date_of_birth", "2021-01-01T01:00:00Z")).status).toBe(400);
    await setRules("date_of_birth", []);
  });

  it("bind together, and no longer once they are taken away", async () => {
    await setRules("nickname", [
      { ruleType: "MIN_LENGTH", ruleArguments: ["2"] },
      { ruleType: "WHITESPACE", ruleArguments: [] },
    ]);
    expect((await write("nickname", "a")).status).toBe(400);
    expect((await write("nickname", "a b")).status).toBe(400);
    expect((await write("nickname", "ab")).status).toBe(201);
    await setRules("nickname", []);
    expect((await write("nickname", "a")).status).toBe(201);
  });

  it("don't keep a value from being cleared", async () => {
    await setRules("nickname", [{ ruleType: "MIN_LENGTH", ruleArguments: ["2"] }]);
    expect((await write("nickname", "")).status).toBe(201);
  });

  it.each([
    ["WHITESPACE", [], "a b c", "abc"],
    ["PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE", [], "0039 (06) 123-4567", "+39061234567"],
    ["DECIMAL", ["1"], "1.25", "1.3"],
    ["DOMAIN", [], " X.Example ", "x.example"],
    ["URL", [], "x.example/a", "https://x.example/a"],
    ["EMAIL", [], " A@X.example ", "a@x.example"],
    ["SPECIAL_CHARACTERS", [], "a-b", "ab"],
  ] satisfies readonly (readonly [RuleType, readonly string[], string, string])[])(
    "%s %j mends %s to %s where the rule is to mend",
    async (ruleType, ruleArguments, given, mended) => {
      await setRules("nickname", [{ ruleType, ruleArguments, shouldApplyNormalization: true }]);
      const { status, body } = await write("nickname", given);
      expect([status, body]).toEqual([
        201,
        expect.objectContaining({ properties: expect.objectContaining({ nickname: mended }) }),
      ]);
    },
  );

  it("refuse what can't be mended", async () => {
    const ruleType = "PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE";
    await setRules("nickname", [{ ruleType, ruleArguments: [], shouldApplyNormalization: true }]);
    expect((await write("nickname", "06 1234567")).status).toBe(400);
  });
});

describe("§4.7.5 Reading the rules", () => {
  const rule = { ruleType: "MAX_LENGTH", ruleArguments: ["3"], shouldApplyNormalization: false } as const;
  const alpha = { ruleType: "ALPHANUMERIC", ruleArguments: ["ALPHA"], shouldApplyNormalization: false } as const;

  it("the list gives every property that has some", async () => {
    await setRules("nickname", [rule]);
    expect((await sandbox.call("GET", path)).body).toEqual({
      results: [
        { propertyName: "firstname", propertyValidationRules: [alpha] },
        { propertyName: "nickname", propertyValidationRules: [rule] },
      ],
    });
  });

  it("those of one property can be read alone", async () => {
    expect((await sandbox.call("GET", `${path}/firstname`)).body).toEqual({ results: [alpha] });
    expect((await sandbox.call("GET", `${path}/lastname`)).body).toEqual({ results: [] });
  });
});
