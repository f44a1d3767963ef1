import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RuleType } from "@/lib/local/hubspot-sandbox/records/check-rules";
import { startTestSandbox, type TestSandbox, testPortal } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterAll(() => sandbox.stop());

let lastContact = 0;

/** Writes one property of a new record and says what became of it. */
async function write(property: string, value: string, { type = "contacts", version = "2026-09", on = sandbox } = {}) {
  lastContact += 1;
  const properties = { email: `v${lastContact}@x.example`, [property]: value };
  const own = type === "deals" ? { dealname: "D", dealstage: "closedwon", [property]: value } : properties;
  const { status, body } = await on.call("POST", `/crm/objects/${version}/${type}`, { properties: own });
  return { status, body };
}

const stored = (property: string, value: string) => ({ status: 201, body: { properties: { [property]: value } } });
const refused = (code: string, message: string) => ({ status: 400, body: { errors: [{ code, message }] } });

describe("values that are taken", () => {
  it.each([
    ["annualrevenue", "-12.50", "-12.50"],
    ["annualrevenue", "007", "007"],
    ["is_vip", "true", "true"],
    ["hs_lead_status", "IN_PROGRESS", "IN_PROGRESS"],
    ["hs_buying_role", "CHAMPION;LEGAL_AND_COMPLIANCE", "CHAMPION;LEGAL_AND_COMPLIANCE"],
    ["date_of_birth", "1990-02-28", "1990-02-28"],
    ["date_of_birth", "631152000000", "1990-01-01"],
    ["closedate", "2024-07-31T05:21:03.176+02:00", "2024-07-31T03:21:03.176Z"],
    ["closedate", "2024-07-31T03:21:03", "2024-07-31T03:21:03.000Z"],
    ["closedate", "1722396063176", "2024-07-31T03:21:03.176Z"],
    ["phone", "call me maybe", "call me maybe"],
    ["hubspot_owner_id", "60158084", "60158084"],
  ])("%s takes %s", async (property, value, expected) => {
    expect(await write(property, value)).toMatchObject(stored(property, expected));
  });

  it("a leading semicolon adds to the choices instead of replacing them", async () => {
    const created = await sandbox.callBatch("/crm/objects/2026-09/contacts/batch/create", {
      inputs: [{ properties: { email: "roles@x.example", hs_buying_role: "CHAMPION" } }],
    });
    const path = `/crm/objects/2026-09/contacts/${created.batch.results[0]?.id}`;
    const { body } = await sandbox.call("PATCH", path, { properties: { hs_buying_role: ";END_USER;CHAMPION" } });
    expect(body).toMatchObject({ properties: { hs_buying_role: "CHAMPION;END_USER" } });
  });

  it("a life cycle stage that goes backward is ignored, unless it was cleared first", async () => {
    const input = (lifecyclestage: string) => [
      { id: "stage@x.example", idProperty: "email", properties: { lifecyclestage }, objectWriteTraceId: "a" },
    ];
    await sandbox.upsert("contacts", input("customer"));
    expect((await sandbox.upsert("contacts", input("lead"))).status).toBe(200);
    const path = "/crm/objects/2026-09/contacts/stage@x.example?idProperty=email&properties=lifecyclestage";
    expect((await sandbox.call("GET", path)).body).toMatchObject({ properties: { lifecyclestage: "customer" } });
    await sandbox.upsert("contacts", input(""));
    await sandbox.upsert("contacts", input("lead"));
    expect((await sandbox.call("GET", path)).body).toMatchObject({ properties: { lifecyclestage: "lead" } });
  });
});

describe("values that are refused", () => {
  it.each([
    ["annualrevenue", "1.4210854715202004e-14", "INVALID_INTEGER", "1.4210854715202004e-14 was not a valid number."],
    ["annualrevenue", "1,000", "INVALID_INTEGER", "1,000 was not a valid number."],
    ["is_vip", "tYES", "INVALID_OPTION", "tYES was not one of the allowed options: [true, false]"],
    [
      "lifecyclestage",
      "Lead",
      "INVALID_OPTION",
      "Lead was not one of the allowed options: [subscriber, lead, marketingqualifiedlead, salesqualifiedlead, opportunity, customer, evangelist, other]",
    ],
    ["hubspot_owner_id", "1", "INVALID_OPTION", "1 was not one of the allowed options: [60158084, 60158085, 60158086]"],
    ["closedate", "1/1/1", "INVALID_LONG", "1/1/1 was not a valid long."],
    ["date_of_birth", "2023-02-30", "INVALID_LONG", "2023-02-30 was not a valid long."],
    [
      "hs_unique_creation_key",
      "1",
      "READ_ONLY_VALUE",
      '"hs_unique_creation_key" is a read only property; its value cannot be set.',
    ],
    ["hs_object_id", "1", "READ_ONLY_VALUE", '"hs_object_id" is a calculated property; its value cannot be set.'],
    ["nothing", "1", "PROPERTY_DOESNT_EXIST", 'Property "nothing" does not exist'],
    ["email", "name@domain.x", "INVALID_EMAIL", "Email address name@domain.x is invalid"],
    ["email", "name.domain.example", "INVALID_EMAIL", "Email address name.domain.example is invalid"],
    ["email", "a..b@x.example", "INVALID_EMAIL", "Email address a..b@x.example is invalid"],
    ["email", " a@x.example", "INVALID_EMAIL", "Email address  a@x.example is invalid"],
  ])("%s refuses %s with %s", async (property, value, code, message) => {
    expect(await write(property, value)).toMatchObject(refused(code, message));
  });

  it("tells a bad value in HubSpot's very words", async () => {
    const { body } = await write("annualrevenue", "x");
    expect(body).toMatchObject({
      message:
        'Property values were not valid: [{"isValid":false,"message":"x was not a valid number.","error":"INVALID_INTEGER","name":"annualrevenue","localizedErrorMessage":"x was not a valid number.","propertyValue":"x","portalId":4242}]',
    });
  });

  it("a deal's stage has to be one of its pipeline", async () => {
    const { body } = await write("dealstage", "sold", { type: "deals" });
    expect(body).toMatchObject({ errors: [{ code: "INVALID_OPTION" }] });
    expect((await write("dealstage", "closedlost", { type: "deals" })).status).toBe(201);
  });

  it("a text that is too long is refused", async () => {
    expect((await write("message", "x".repeat(65_537))).status).toBe(400);
    expect((await write("message", "x".repeat(65_536))).status).toBe(201);
  });

  it("the older, longer words for options can be switched on", async () => {
    const older = await startTestSandbox({ switches: { describesOptionsAtLength: true } });
    const { body } = await write("is_vip", "x", { on: older });
    expect(body).toMatchObject({
      errors: [{ message: expect.stringContaining('options: [label: "Yes"\nvalue: "true"\ndisplay_order: 0\n') }],
    });
    await older.stop();
  });
});

describe("dates that are no midnight", () => {
  it("are made dates with a warning by 2026-09", async () => {
    const { status, batch } = await sandbox.upsert("contacts", [
      { id: "born@x.example", idProperty: "email", properties: { date_of_birth: "1990-01-01T00:00:00Z" } },
    ]);
    expect(status).toBe(200);
    expect(batch.results[0]).toMatchObject({
      properties: { date_of_birth: "1990-01-01" },
      warnings: [
        {
          category: "PROPERTY_VALUE_NORMALIZED",
          context: {
            normalizedValue: "631152000000",
            propertyName: "date_of_birth",
            rawValue: "1990-01-01T00:00:00Z",
          },
          message: "date_of_birth was normalized",
        },
      ],
    });
  });

  it.each(["v3", "2026-03"])("are refused by %s", async (version) => {
    expect(await write("date_of_birth", "1700000000000", { version })).toMatchObject(
      refused("INVALID_DATE", "1700000000000 is at 22:13:20.0 UTC, not midnight!"),
    );
  });
});

describe("required values", () => {
  it("2026-09 asks for what the object type needs on create, older versions don't", async () => {
    const create = (version: string) =>
      sandbox.call("POST", `/crm/objects/${version}/deals`, { properties: { amount: "5" } });
    const { status, body } = await create("2026-09");
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: "error",
      category: "VALIDATION_ERROR",
      message: "The property values provided are invalid",
      errors: [
        {
          code: "MISSING_REQUIRED_PROPERTY",
          message: "A value for dealname must be provided",
          context: { propertyName: ["dealname"] },
        },
        { code: "MISSING_REQUIRED_PROPERTY", message: "A value for dealstage must be provided" },
      ],
    });
    expect((await create("v3")).status).toBe(201);
  });

  it("a create form's required property and a conditional one bind a traced upsert record by record", async () => {
    const strict = await startTestSandbox({
      portals: [
        {
          ...testPortal,
          requiredOnCreate: { contacts: ["firstname"] },
          conditionalRules: [{ objectType: "contacts", property: "country", value: "Italy", requires: "city" }],
        },
      ],
    });
    const input = (trace: string, properties: Record<string, string>) => ({
      id: `${trace}@x.example`,
      idProperty: "email",
      objectWriteTraceId: trace,
      properties,
    });
    const { status, batch } = await strict.upsert("contacts", [
      input("good", { firstname: "A", country: "Italy", city: "Rome" }),
      input("formless", {}),
      input("cityless", { firstname: "A", country: "Italy" }),
    ]);
    expect(status).toBe(207);
    expect(batch.results.map((one) => one.objectWriteTraceId)).toEqual(["good"]);
    expect(batch.errors).toMatchObject([
      {
        errors: [{ code: "MISSING_REQUIRED_PROPERTY", message: "A value for firstname must be provided" }],
        context: { objectWriteTraceId: ["formless"] },
      },
      {
        errors: [
          {
            code: "MISSING_CONDITIONAL_REQUIRED_PROPERTY",
            message: "city is required because of a conditional property rule based on [country]",
          },
        ],
        context: { objectWriteTraceId: ["cityless"] },
      },
    ]);
    await strict.stop();
  });
});

describe("an administrator's rules", () => {
  const cases: readonly (readonly [RuleType, readonly string[], string, string])[] = [
    ["ALPHANUMERIC", ["ALPHA"], "Ann", "Ann1"],
    ["REGEX", ["[A-Z]{2}\\d+"], "AB12", "ab12"],
    ["MIN_LENGTH", ["3"], "abc", "ab"],
    ["MAX_LENGTH", ["3"], "abc", "abcd"],
    ["MIN_NUMBER", ["10"], "10", "9"],
    ["MAX_NUMBER", ["10"], "10", "11"],
    ["FORMAT", ["NUMERIC"], "123", "12a"],
    ["DECIMAL", ["2"], "1.25", "1.255"],
    ["EMAIL", [], "a@x.example", "a@x"],
    ["EMAIL_ALLOWED_DOMAINS", ["x.example"], "a@x.example", "a@y.example"],
    ["EMAIL_BLOCKED_DOMAINS", ["x.example"], "a@y.example", "a@x.example"],
    ["DOMAIN", [], "x.example", "x"],
    ["URL", [], "https://x.example/a", "x.example"],
    ["WHITESPACE", [], "ab", "a b"],
    ["SPECIAL_CHARACTERS", [], "a b", "a-b"],
    ["PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE", [], "+39 06 1234567", "06 1234567"],
    ["START_DATE", ["2024-01-01"], "2024-01-01", "2023-12-31"],
    ["END_DATE", ["2024-01-01"], "2024-01-01", "2024-01-02"],
  ];

  it.each(cases)("%s %s takes %s and refuses %s, in every version", async (ruleType, ruleArguments, good, bad) => {
    const ruled = await startTestSandbox({
      portals: [
        {
          ...testPortal,
          validationRules: [{ objectType: "contacts", property: "nickname", rules: [{ ruleType, ruleArguments }] }],
        },
      ],
    });
    for (const version of ["2026-09", "v3"]) {
      expect((await write("nickname", good, { on: ruled, version })).status).toBe(201);
      expect((await write("nickname", bad, { on: ruled, version })).status).toBe(400);
    }
    const { body } = await ruled.call("GET", "/crm/property-validations/2026-09/0-1");
    expect(body).toEqual({
      results: [
        {
          propertyName: "nickname",
          propertyValidationRules: [{ ruleType, ruleArguments, shouldApplyNormalization: false }],
        },
      ],
    });
    await ruled.stop();
  });

  it("are told in fewer words than other failures", async () => {
    const ruled = await startTestSandbox({
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
    expect(await write("firstname", "R2D2", { on: ruled })).toMatchObject({
      status: 400,
      body: {
        message:
          'Property values were not valid: [{"isValid":false,"message":"Enter only letters","error":"INVALID_ALPHA","name":"firstname"}]',
      },
    });
    await ruled.stop();
  });
});
