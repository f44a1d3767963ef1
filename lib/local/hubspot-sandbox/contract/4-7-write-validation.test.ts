import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defaultSwitches } from "@/lib/local/hubspot-sandbox/switches";
import {
  byEmail,
  startTestSandbox,
  type TestSandbox,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox({
    limits: null,
    portals: [
      {
        ...testPortal,
        requiredOnCreate: { companies: ["phone"] },
        conditionalRules: [{ objectType: "contacts", property: "country", value: "Italy", requires: "city" }],
      },
    ],
  });
});

afterAll(() => sandbox.stop());
afterEach(() => sandbox.admin("POST", "/switches", defaultSwitches));

const create = (type: string, properties: Record<string, string>, version = "2026-09") =>
  sandbox.call("POST", `/crm/objects/${version}/${type}`, { properties });

const missing = (property: string) => ({
  code: "MISSING_REQUIRED_PROPERTY",
  message: `A value for ${property} must be provided`,
  context: { propertyName: [property] },
});

describe("§4.7 Required values", () => {
  it("§4.7.1 a property that a condition requires is missed in a create and in an update", async () => {
    const expected = {
      category: "VALIDATION_ERROR",
      errors: [
        {
          code: "MISSING_CONDITIONAL_REQUIRED_PROPERTY",
          message: "city is required because of a conditional property rule based on [country]",
          context: { propertyName: ["city"] },
        },
      ],
    };
    const created = await create("contacts", { email: "it@x.example", country: "Italy" });
    expect([created.status, created.body]).toEqual([400, expect.objectContaining(expected)]);
    const { body } = await create("contacts", { email: "it@x.example" });
    const path = `/crm/objects/2026-09/contacts/${z.looseObject({ id: z.string() }).parse(body).id}`;
    const update = (properties: Record<string, string>) => sandbox.call("PATCH", path, { properties });
    expect((await update({ country: "Italy" })).body).toMatchObject(expected);
    expect((await update({ country: "Italy", city: "Rome" })).status).toBe(200);
    expect((await update({ country: "Italy" })).status).toBe(200);
  });

  it("§4.7.2 a property that the create form requires is missed in a create only", async () => {
    const created = await create("companies", { name: "Acme" });
    expect([created.status, created.body]).toEqual([
      400,
      {
        status: "error",
        message: "The property values provided are invalid",
        correlationId: expect.any(String),
        errors: [missing("phone")],
        category: "VALIDATION_ERROR",
      },
    ]);
    const whole = { id: "w-1", idProperty: "warehouse_id", properties: { name: "Acme", phone: "1" } };
    expect((await sandbox.upsert("companies", [whole])).status).toBe(200);
    expect((await sandbox.upsert("companies", [{ ...whole, properties: { name: "Acme 2" } }])).status).toBe(200);
  });

  it.each([
    ["deals", { amount: "5" }, ["dealname", "dealstage"]],
    ["tickets", { content: "Help" }, ["subject", "hs_pipeline_stage"]],
    ["products", { price: "5" }, ["name"]],
    ["contacts", { city: "Rome" }, ["email"]],
    ["2-7001", { serial: "7" }, ["title"]],
  ])("%s ask for what the guides require, unless switched", async (type, properties, required) => {
    const refused = await create(type, properties);
    expect([refused.status, refused.body]).toEqual([400, expect.objectContaining({ errors: required.map(missing) })]);
    await sandbox.admin("POST", "/switches", { requiresWhatTheGuidesRequire: false });
    expect((await create(type, properties)).status).toBe(201);
  });

  it("deals ask for the pipeline where there are several", async () => {
    const stages = [{ id: "s1", label: "Start", metadata: { probability: "0.1", isClosed: "false" } }];
    const own = await startTestSandbox({
      portals: [{ ...testPortal, pipelines: { deals: [{ id: "second", label: "Second", stages }] } }],
    });
    const deal = { dealname: "D", dealstage: "s1" };
    const write = (properties: Record<string, string>) =>
      own.call("POST", "/crm/objects/2026-09/deals", { properties });
    expect((await write(deal)).status).toBe(400);
    expect((await write({ ...deal, dealstage: "closedwon" })).body).toMatchObject({ errors: [missing("pipeline")] });
    expect((await write({ ...deal, pipeline: "second" })).status).toBe(201);
    await own.stop();
  });

  it.each(["v3", "2026-03"])("%s asks for nothing of all this", async (version) => {
    expect((await create("deals", { amount: "5" }, version)).status).toBe(201);
    expect((await create("companies", { name: "Acme" }, version)).status).toBe(201);
    expect((await create("contacts", { firstname: "A", country: "Italy" }, version)).status).toBe(201);
  });

  it("§4.7.1 §4.7.2 in a traced upsert each record is missed by itself", async () => {
    const { status, batch } = await sandbox.upsert("contacts", [
      byEmail("good@x.example", { country: "Italy", city: "Rome" }, "good"),
      byEmail("cityless@x.example", { country: "Italy" }, "cityless"),
    ]);
    expect([status, batch.results.map((one) => one.objectWriteTraceId)]).toEqual([207, ["good"]]);
    expect(batch.errors).toMatchObject([
      {
        category: "VALIDATION_ERROR",
        errors: [{ code: "MISSING_CONDITIONAL_REQUIRED_PROPERTY" }],
        context: { objectWriteTraceId: ["cityless"] },
      },
    ]);
  });
});

describe("§4.7.6 A person's token without 'Edit Associations'", () => {
  it("is refused by 2026-09 wherever records are connected, and by no older version", async () => {
    const own = await startTestSandbox({
      portals: [
        {
          ...testPortal,
          tokens:
            testPortal.tokens?.flatMap((known) => [
              known,
              { ...known, token: "pat-person", lacksEditAssociations: true },
            ]) ?? [],
        },
      ],
    });
    const link = (version: string, token: string) =>
      own.call(
        "POST",
        `/crm/associations/${version}/contacts/companies/batch/associate/default`,
        { inputs: [] },
        token,
      );
    const refused = await link("2026-09", "pat-person");
    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({ message: "Missing 'Edit Associations' permission.", category: "VALIDATION_ERROR" }),
    ]);
    expect((await link("2026-03", "pat-person")).status).toBe(200);
    expect((await link("2026-09", "pat-all")).status).toBe(200);
    const type = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 };
    const associations = [{ to: { id: "1" }, types: [type] }];
    const create = (more: object) =>
      own.call("POST", "/crm/objects/2026-09/contacts", { properties: { firstname: "A" }, ...more }, "pat-person");
    expect((await create({ associations })).body).toMatchObject({ message: "Missing 'Edit Associations' permission." });
    expect((await create({})).status).toBe(201);
    await own.stop();
  });
});

describe("§4.7.3 Dates that are no midnight", () => {
  it.each([
    ["1990-01-01T00:00:00Z", "1990-01-01", "631152000000"],
    ["1990-01-01T13:30:00+02:00", "1990-01-01", "631152000000"],
    ["1700000000000", "2023-11-14", "1699920000000"],
  ])("%s is made %s with a warning", async (rawValue, day, normalizedValue) => {
    const input = byEmail(`born-${normalizedValue}@x.example`, { date_of_birth: rawValue });
    const { status, batch } = await sandbox.upsert("contacts", [input]);
    expect(status).toBe(200);
    expect(batch.results[0]).toMatchObject({
      properties: { date_of_birth: day },
      warnings: [
        {
          category: "PROPERTY_VALUE_NORMALIZED",
          context: { normalizedValue, propertyName: "date_of_birth", rawValue },
          message: "date_of_birth was normalized",
        },
      ],
    });
  });

  it.each(["v3", "2026-03"])("are refused by %s", async (version) => {
    expect((await create("contacts", { date_of_birth: "1700000000000" }, version)).body).toMatchObject({
      errors: [{ code: "INVALID_DATE", message: "1700000000000 is at 22:13:20.0 UTC, not midnight!" }],
    });
  });
});
