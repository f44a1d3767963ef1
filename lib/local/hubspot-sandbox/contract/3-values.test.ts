import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defaultSwitches } from "@/lib/local/hubspot-sandbox/switches";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterAll(() => sandbox.stop());
afterEach(() => sandbox.admin("POST", "/switches", defaultSwitches));

const contacts = "/crm/objects/2026-09/contacts";
const made = z.looseObject({ id: z.string() });
let lastContact = 0;

/** Writes one property of a new contact and says what became of it. */
async function write(property: string, value: unknown, version = "2026-09") {
  lastContact += 1;
  const properties = { email: `v${lastContact}@x.example`, [property]: value };
  const { status, body } = await sandbox.call("POST", `/crm/objects/${version}/contacts`, { properties });
  return { status, body };
}

/** Makes a contact, changes it as told, and returns one property of it. */
async function change(property: string, ...values: readonly unknown[]) {
  lastContact += 1;
  const [first, ...later] = values;
  const email = `v${lastContact}@x.example`;
  const { body } = await sandbox.call("POST", contacts, { properties: { email, [property]: first } });
  const path = `${contacts}/${made.parse(body).id}`;
  for (const value of later) {
    expect((await sandbox.call("PATCH", path, { properties: { [property]: value } })).status).toBe(200);
  }
  const read = await sandbox.call("GET", `${path}?properties=${property}`);
  return z.looseObject({ properties: z.record(z.string(), z.string().nullable()) }).parse(read.body).properties[
    property
  ];
}

const stored = (property: string, value: string) => ({ status: 201, body: { properties: { [property]: value } } });
const refused = (code: string, message: string) => ({ status: 400, body: { errors: [{ code, message }] } });

const stages = "subscriber, lead, marketingqualifiedlead, salesqualifiedlead, opportunity, customer, evangelist, other";
const hour = "2024-07-31T03:21:03.176Z";

describe("§3 Values that are taken", () => {
  it.each([
    ["§3.1 a text", "firstname", " Ann\nMarie ", " Ann\nMarie "],
    ["§3.1 a text at its full length", "message", "x".repeat(65_536), "x".repeat(65_536)],
    ["§3.2 a number with a sign and a point", "annualrevenue", "-12.50", "-12.50"],
    ["§3.2 a number with zeros in front", "annualrevenue", "007", "007"],
    ["§3.3 a yes", "is_vip", "true", "true"],
    ["§3.3 a no", "is_vip", "false", "false"],
    ["§3.4 one of a list", "hs_lead_status", "IN_PROGRESS", "IN_PROGRESS"],
    ["§3.5 several of a list", "hs_buying_role", "CHAMPION;END_USER", "CHAMPION;END_USER"],
    ["§3.6 a day", "date_of_birth", "1990-02-28", "1990-02-28"],
    ["§3.6 a midnight in milliseconds", "date_of_birth", "631152000000", "1990-01-01"],
    ["§3.7 a moment with an offset", "closedate", "2024-07-31T05:21:03.176+02:00", hour],
    ["§3.7 a moment without a zone, which is UTC", "closedate", "2024-07-31T03:21:03", "2024-07-31T03:21:03.000Z"],
    ["§3.7 a moment in milliseconds", "closedate", "1722396063176", hour],
    ["§3.8 any text for a phone", "phone", "call me maybe", "call me maybe"],
    ["§3.9 an owner's id", "hubspot_owner_id", "60158084", "60158084"],
  ])("%s: %s", async (_, property, value, expected) => {
    expect(await write(property, value)).toMatchObject(stored(property, expected));
  });

  it("a JSON number or boolean is read as its text", async () => {
    expect(await write("annualrevenue", 12.5)).toMatchObject(stored("annualrevenue", "12.5"));
    expect(await write("is_vip", true)).toMatchObject(stored("is_vip", "true"));
  });
});

describe("§3 Values that are refused", () => {
  it.each([
    ["§3.2 an exponent", "annualrevenue", "1.4e-14", "INVALID_INTEGER", "1.4e-14 was not a valid number."],
    ["§3.2 a comma", "annualrevenue", "1,000", "INVALID_INTEGER", "1,000 was not a valid number."],
    ["§3.2 two points", "annualrevenue", "1.0.0", "INVALID_INTEGER", "1.0.0 was not a valid number."],
    ["§3.3 a yes in other words", "is_vip", "tYES", "INVALID_OPTION", notAllowed("tYES", "true, false")],
    ["§3.4 a label", "lifecyclestage", "Lead", "INVALID_OPTION", notAllowed("Lead", stages)],
    ["§3.4 an option in capitals", "lifecyclestage", "LEAD", "INVALID_OPTION", notAllowed("LEAD", stages)],
    ["§3.7 a moment in words", "closedate", "1/1/1", "INVALID_LONG", "1/1/1 was not a valid long."],
    ["§3.6 a day that isn't", "date_of_birth", "2023-02-30", "INVALID_LONG", "2023-02-30 was not a valid long."],
    [
      "§3.9 a user's id instead of an owner's",
      "hubspot_owner_id",
      "9586504",
      "INVALID_OPTION",
      notAllowed("9586504", "60158084, 60158085, 60158086"),
    ],
  ])("%s: %s refuses %s", async (_, property, value, code, message) => {
    expect(await write(property, value)).toMatchObject(refused(code, message));
  });

  it("§3.5 one of several that isn't in the list is named alone", async () => {
    const { body } = await write("hs_buying_role", "CHAMPION;BOSS");
    expect(body).toMatchObject({
      errors: [{ code: "INVALID_OPTION", message: expect.stringMatching(/^BOSS was not one of/) }],
    });
  });

  it.each([
    ["hs_unique_creation_key", "read only"],
    ["hs_ip_coordinates", "read only"],
    ["hs_registration_details", "read only"],
    ["hs_object_id", "calculated"],
  ])("%s can't be written, being %s", async (property, kind) => {
    const message = `"${property}" is a ${kind} property; its value cannot be set.`;
    expect(await write(property, "1")).toMatchObject(refused("READ_ONLY_VALUE", message));
  });

  it.each([["name@domain.x"], ["name.domain.example"], ["a..b@x.example"], [" a@x.example"]])(
    "'%s' is no email",
    async (email) => {
      expect(await write("email", email)).toMatchObject(refused("INVALID_EMAIL", `Email address ${email} is invalid`));
    },
  );

  it("§3.1 a text that is too long", async () => {
    expect((await write("message", "x".repeat(65_537))).status).toBe(400);
  });

  it("§3.15 options are told in longer words if switched", async () => {
    await sandbox.admin("POST", "/switches", { describesOptionsAtLength: true });
    const { body } = await write("is_vip", "x");
    expect(body).toMatchObject({
      errors: [{ message: expect.stringContaining('options: [label: "Yes"\nvalue: "true"\ndisplay_order: 0\n') }],
    });
  });
});

describe("§3 Changes", () => {
  it("§3.5 a leading semicolon adds to the choices instead of replacing them", async () => {
    expect(await change("hs_buying_role", "CHAMPION", ";END_USER;CHAMPION")).toBe("CHAMPION;END_USER");
    expect(await change("hs_buying_role", "CHAMPION", "END_USER")).toBe("END_USER");
  });

  it("§3.10 an empty text clears", async () => {
    expect(await change("nickname", "Al", "")).toBeNull();
    expect(await change("hubspot_owner_id", "60158084", "")).toBeNull();
    expect(await change("date_of_birth", "1990-02-28", "")).toBeNull();
  });

  it("§3.11 what isn't sent stays as it is", async () => {
    await sandbox.upsert("contacts", [byEmail("stay@x.example", { nickname: "Al" })]);
    const { batch } = await sandbox.upsert("contacts", [byEmail("stay@x.example", { firstname: "Alan" })]);
    const { body } = await sandbox.call("GET", `${contacts}/${batch.results[0]?.id}?properties=nickname,firstname`);
    expect(body).toMatchObject({ properties: { nickname: "Al", firstname: "Alan" } });
  });

  it("§3.12 a JSON null counts as not sent, or clears if switched", async () => {
    expect(await change("nickname", "Al", null)).toBe("Al");
    await sandbox.admin("POST", "/switches", { clearsOnNull: true });
    expect(await change("nickname", "Al", null)).toBeNull();
  });

  it("§3.13 a life cycle stage goes forward, and back once it was cleared", async () => {
    expect(await change("lifecyclestage", "lead", "customer")).toBe("customer");
    expect(await change("lifecyclestage", "customer", "", "lead")).toBe("lead");
  });

  it("§3.14 a stage that goes back without that is dropped without a word, unless switched", async () => {
    expect(await change("lifecyclestage", "customer", "lead")).toBe("customer");
    await sandbox.admin("POST", "/switches", { ignoresBackwardLifecycleStage: false });
    expect(await change("lifecyclestage", "customer", "lead")).toBe("lead");
  });
});

function notAllowed(value: string, options: string): string {
  return `${value} was not one of the allowed options: [${options}]`;
}
