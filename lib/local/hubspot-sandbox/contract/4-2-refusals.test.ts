import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const contacts = "/crm/objects/2026-09/contacts";

describe("§4.2 Invalid values without trace ids", () => {
  it("§4.2.1 §4.2.2 the failures of all records are in one list, which says of none whose it is", async () => {
    const { status, body, batch } = await sandbox.upsert("contacts", [
      byEmail("a@x.example", { annualrevenue: "1.4e-14" }),
      byEmail("b@x.example", { numemployees: "many" }),
    ]);
    expect(status).toBe(400);
    expect(readList(batch.message)).toEqual([
      failureOf("annualrevenue", "1.4e-14", "1.4e-14 was not a valid number."),
      failureOf("numemployees", "many", "many was not a valid number."),
    ]);
    expect(batch.message).not.toContain("x.example");
    expect(body).toEqual({
      status: "error",
      message: batch.message,
      correlationId: expect.any(String),
      errors: [
        {
          message: "1.4e-14 was not a valid number.",
          code: "INVALID_INTEGER",
          context: { propertyName: ["annualrevenue"] },
        },
        {
          message: "many was not a valid number.",
          code: "INVALID_INTEGER",
          context: { propertyName: ["numemployees"] },
        },
      ],
      category: "VALIDATION_ERROR",
    });
  });

  it("§4.2.3 the same failure of two records is twice in the message and once in errors", async () => {
    const { batch } = await sandbox.upsert("contacts", [
      byEmail("a@x.example", { numemployees: "many" }),
      byEmail("b@x.example", { numemployees: "many" }),
    ]);
    expect(readList(batch.message)).toHaveLength(2);
    expect(batch.errors).toHaveLength(1);
  });
});

describe("§4.3 Codes seen", () => {
  it.each([
    ["§4.3.1", "missing", "1", "PROPERTY_DOESNT_EXIST", 'Property "missing" does not exist'],
    ["§4.3.2", "email", "name@domain", "INVALID_EMAIL", "Email address name@domain is invalid"],
    ["§4.3.3", "is_vip", "tYES", "INVALID_OPTION", "tYES was not one of the allowed options: [true, false]"],
    ["§4.3.4", "annualrevenue", "1.4e-14", "INVALID_INTEGER", "1.4e-14 was not a valid number."],
    ["§4.3.5", "closedate", "1/1/1", "INVALID_LONG", "1/1/1 was not a valid long."],
    [
      "§4.3.7",
      "hs_object_id",
      "1",
      "READ_ONLY_VALUE",
      '"hs_object_id" is a calculated property; its value cannot be set.',
    ],
    [
      "§4.3.7",
      "createdate",
      "2024-01-01T00:00:00Z",
      "READ_ONLY_VALUE",
      '"createdate" is a read only property; its value cannot be set.',
    ],
  ])("%s %s = %s is %s: %s", async (_id, property, value, code, message) => {
    const { batch } = await sandbox.upsert("contacts", [byEmail("a@x.example", { [property]: value }, "1")]);
    expect(readList(batch.errors[0]?.message ?? "")).toMatchObject([{ name: property, error: code, message }]);
  });

  it("§4.3.6 before 2026-09 a moment that isn't midnight is no date", async () => {
    await sandbox.call("POST", "/crm/properties/2026-09/contacts", {
      name: "joined_on",
      label: "Joined on",
      type: "date",
      fieldType: "date",
      groupName: "contactinformation",
    });
    const inputs = [byEmail("a@x.example", { joined_on: "1700000000000" }, "1")];
    for (const version of ["2026-03", "v3"]) {
      const path = version === "v3" ? "/crm/v3/objects" : `/crm/objects/${version}`;
      const { batch } = await sandbox.callBatch(`${path}/contacts/batch/upsert`, { inputs });
      expect(readList(batch.errors[0]?.message ?? "")).toMatchObject([
        { error: "INVALID_DATE", message: "1700000000000 is at 22:13:20.0 UTC, not midnight!" },
      ]);
    }
  });
});

describe("§4.4 Unique value already taken", () => {
  it("§4.4.1 a taken value is a 400 that names the writer and the owner", async () => {
    const owner = await createContact({ email: "a@x.example", badge: "7" });
    const other = await createContact({ email: "b@x.example" });
    const { status, body } = await sandbox.call("PATCH", `${contacts}/${other}`, { properties: { badge: "7" } });
    expect(status).toBe(400);
    expect(body).toEqual({
      status: "error",
      message: `Cannot set PropertyValueCoordinates{portalId=4242, objectTypeId=ObjectTypeId{legacyObjectType=CONTACT}, propertyName=badge, value=7} on ${other}. ${owner} already has that value.`,
      correlationId: expect.any(String),
      category: "VALIDATION_ERROR",
    });
  });

  it("§4.4.2 while creating, the writer's id is one that no record has afterwards", async () => {
    const owner = await createContact({ email: "a@x.example", badge: "7" });
    const { batch } = await sandbox.upsert("contacts", [byEmail("b@x.example", { badge: "7" }, "1")]);
    const [, writer, named] = / on (\d+)\. (\d+) already/.exec(batch.errors[0]?.message ?? "") ?? [];
    expect(named).toBe(owner);
    expect(writer).not.toBe(owner);
    expect((await sandbox.call("GET", `${contacts}/${writer}`)).status).toBe(404);
  });

  it("§4.4.3 creating one contact with a taken e-mail is a 409 that names its owner", async () => {
    const owner = await createContact({ email: "a@x.example" });
    const { status, body } = await sandbox.call("POST", contacts, { properties: { email: "A@x.example" } });
    expect(status).toBe(409);
    expect(body).toMatchObject({ category: "CONFLICT", message: `Contact already exists. Existing ID: ${owner}` });
  });

  it("§4.4.4 a batch create of several says 409 and names nobody", async () => {
    await createContact({ email: "a@x.example" });
    const inputs = [{ properties: { email: "b@x.example" } }, { properties: { email: "a@x.example" } }];
    const { status, body } = await sandbox.call("POST", `${contacts}/batch/create`, { inputs });
    expect(status).toBe(409);
    expect(body).toMatchObject({ category: "CONFLICT", message: "Contact already exists" });
    expect((await sandbox.call("GET", `${contacts}/b@x.example?idProperty=email`)).status).toBe(404);
  });

  it("§4.4.5 an e-mail is told as any taken value in an update, an upsert by another property and for a secondary one", async () => {
    await createContact({ email: "a@x.example", hs_additional_emails: "second@x.example" });
    const other = await createContact({ email: "b@x.example" });
    const input = { id: "7", idProperty: "external_id", properties: { email: "a@x.example" } };
    const answers = [
      await sandbox.call("PATCH", `${contacts}/${other}`, { properties: { email: "a@x.example" } }),
      await sandbox.upsert("contacts", [input]),
      await sandbox.call("POST", contacts, { properties: { email: "second@x.example" } }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body).toMatchObject({ message: expect.stringContaining("propertyName=email, value=") });
    }
  });

  it("§4.4.6 two companies may have the same domain", async () => {
    const inputs = ["1", "2"].map((id) => ({ id, idProperty: "warehouse_id", properties: { domain: "acme.example" } }));
    expect((await sandbox.upsert("companies", inputs)).batch.results.map((one) => one.new)).toEqual([true, true]);
  });

  it("two new records of one batch can't share a value, and a refused batch leaves nothing behind", async () => {
    await createContact({ email: "a@x.example", city: "Rome" });
    const { status } = await sandbox.upsert("contacts", [
      byEmail("a@x.example", { city: "Oslo", badge: "1" }),
      byEmail("b@x.example", { badge: "2" }),
      byEmail("c@x.example", { badge: "2" }),
    ]);
    expect(status).toBe(400);
    const { body } = await sandbox.call("GET", `${contacts}/a@x.example?idProperty=email&properties=city,badge`);
    expect(body).toMatchObject({ properties: { city: "Rome", badge: null } });
    const again = await sandbox.upsert("contacts", [
      byEmail("d@x.example", { badge: "1" }),
      byEmail("e@x.example", { badge: "2" }),
    ]);
    expect(again.status).toBe(200);
  });

  it("a value that was cleared is free again", async () => {
    const owner = await createContact({ email: "a@x.example", badge: "7" });
    await sandbox.call("PATCH", `${contacts}/${owner}`, { properties: { badge: "" } });
    const answer = await sandbox.call("POST", contacts, { properties: { email: "b@x.example", badge: "7" } });
    expect(answer.status).toBe(201);
  });
});

const listSchema = z.array(z.record(z.string(), z.unknown()));

/** The list inside `Property values were not valid: [...]`. */
function readList(message: string) {
  return listSchema.parse(JSON.parse(message.replace("Property values were not valid: ", "")));
}

function failureOf(name: string, propertyValue: string, message: string) {
  return {
    isValid: false,
    message,
    error: "INVALID_INTEGER",
    name,
    localizedErrorMessage: message,
    propertyValue,
    portalId: 4242,
  };
}

async function createContact(properties: Record<string, string>): Promise<string> {
  const { batch } = await sandbox.callBatch(`${contacts}/batch/create`, { inputs: [{ properties }] });
  return batch.results[0]?.id ?? "";
}
