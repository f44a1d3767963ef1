import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  byEmail,
  startTestSandbox,
  type TestSandbox,
  testPortal,
} from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(() => sandbox.stop());

const path = "/crm/properties/2026-09";
const listSchema = z.object({ results: z.array(z.looseObject({ name: z.string() })) });

async function listProperties(type: string, query = "") {
  const { body } = await sandbox.call("GET", `${path}/${type}${query}`);
  return listSchema.parse(body).results;
}

function definition(name: string, more: Record<string, unknown> = {}) {
  return { groupName: "companyinformation", name, label: name, type: "string", fieldType: "text", ...more };
}

describe("default properties", () => {
  it.each(["contacts", "companies", "deals", "tickets", "products", "line_items"])(
    "%s have a dozen and more, with read-only, calculated and owner ones, each name once",
    async (type) => {
      const properties = await listProperties(type);
      expect(properties.length).toBeGreaterThan(20);
      expect(new Set(properties.map(({ name }) => name)).size).toBe(properties.length);
      expect(properties.find(({ name }) => name === "hs_object_id")).toMatchObject({
        calculated: true,
        hubspotDefined: true,
        modificationMetadata: { readOnlyValue: true, readOnlyDefinition: true, archivable: false },
      });
      expect(properties.find(({ name }) => name === "hubspot_owner_id")).toMatchObject({
        externalOptions: true,
        referencedObjectType: "OWNER",
      });
    },
  );

  it("email doesn't say that it is unique, unless switched", async () => {
    const isEmailUnique = async () =>
      (await listProperties("contacts")).find(({ name }) => name === "email")?.hasUniqueValue;
    expect(await isEmailUnique()).toBe(false);
    await sandbox.admin("POST", "/switches", { reportsEmailAsUnique: true });
    expect(await isEmailUnique()).toBe(true);
  });

  it("sensitive properties are listed only when asked for", async () => {
    const secretive = await startTestSandbox({
      portals: [
        {
          ...testPortal,
          properties: {
            contacts: [
              {
                name: "diagnosis",
                label: "Diagnosis",
                type: "string",
                fieldType: "text",
                dataSensitivity: "sensitive",
              },
            ],
          },
        },
      ],
    });
    const names = async (query: string) => {
      const { body } = await secretive.call("GET", `${path}/contacts${query}`);
      return listSchema.parse(body).results.map(({ name }) => name);
    };
    expect(await names("")).not.toContain("diagnosis");
    expect(await names("?dataSensitivity=sensitive")).toEqual(["diagnosis"]);
    await secretive.stop();
  });
});

describe("making properties", () => {
  it("a new unique property can be matched on at once", async () => {
    const created = await sandbox.call("POST", `${path}/companies`, definition("erp_id", { hasUniqueValue: true }));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: "erp_id", hasUniqueValue: true });
    const input = { id: "7", idProperty: "erp_id", properties: { name: "Acme" }, objectWriteTraceId: "a" };
    expect((await sandbox.upsert("companies", [input])).batch.results[0]?.new).toBe(true);
    expect((await sandbox.upsert("companies", [input])).batch.results[0]?.new).toBe(false);
  });

  it("at most ten unique ones", async () => {
    for (let made = 1; made < 10; made += 1) {
      const { status } = await sandbox.call("POST", `${path}/0-2`, definition(`key_${made}`, { hasUniqueValue: true }));
      expect(status).toBe(201);
    }
    expect((await sandbox.call("POST", `${path}/0-2`, definition("one_more", { hasUniqueValue: true }))).status).toBe(
      400,
    );
    expect((await sandbox.call("POST", `${path}/0-2`, definition("one_more"))).status).toBe(201);
  });

  it("a name that exists is a 409 in HubSpot's words", async () => {
    const { status, body } = await sandbox.call("POST", `${path}/companies`, definition("domain"));
    expect(status).toBe(409);
    expect(body).toMatchObject({
      message: "A property named 'domain' already exists.",
      category: "OBJECT_ALREADY_EXISTS",
      subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
    });
  });

  it("making an archived one again brings it back with its values", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { nickname: "Al" })]);
    expect((await sandbox.call("DELETE", `${path}/contacts/nickname`)).status).toBe(204);
    const write = () => sandbox.upsert("contacts", [byEmail("b@x.example", { nickname: "Bo" })]);
    expect((await write()).body).toMatchObject({ errors: [{ code: "PROPERTY_DOESNT_EXIST" }] });
    expect((await listProperties("contacts", "?archived=true")).map(({ name }) => name)).toEqual(["nickname"]);
    const again = definition("nickname", { groupName: "contactinformation" });
    expect((await sandbox.call("POST", `${path}/contacts`, again)).status).toBe(201);
    const { body } = await sandbox.call(
      "GET",
      "/crm/objects/2026-09/contacts/a@x.example?idProperty=email&properties=nickname",
    );
    expect(body).toMatchObject({ properties: { nickname: "Al" } });
  });

  it.each([
    ["a group that doesn't exist", { groupName: "nowhere" }, 400, "VALIDATION_ERROR"],
    ["a field type of another type", { type: "number" }, 400, "VALIDATION_ERROR"],
    ["a boolean without its two options", { type: "bool", fieldType: "booleancheckbox" }, 400, "VALIDATION_ERROR"],
    ["a sensitive one", { dataSensitivity: "sensitive" }, 403, undefined],
  ])("%s is refused", async (_, more, status, category) => {
    const answer = await sandbox.call("POST", `${path}/companies`, definition("odd", more));
    expect(answer.status).toBe(status);
    if (category !== undefined) expect(answer.body).toMatchObject({ category });
  });

  it("products take unique properties, unless switched", async () => {
    const make = (name: string) =>
      sandbox.call(
        "POST",
        `${path}/products`,
        definition(name, { groupName: "productinformation", hasUniqueValue: true }),
      );
    expect((await make("erp_sku")).status).toBe(201);
    await sandbox.admin("POST", "/switches", { takesUniquePropertiesOnProducts: false });
    expect((await make("erp_sku_2")).status).toBe(400);
  });
});

describe("changing properties", () => {
  it("options can be added, and uniqueness can't: it is passed over", async () => {
    const options = [{ label: "New", value: "brand_new", displayOrder: 0, hidden: false }];
    const { status, body } = await sandbox.call("PATCH", `${path}/contacts/hs_persona`, {
      options,
      hasUniqueValue: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ options, hasUniqueValue: false });
    expect((await sandbox.upsert("contacts", [byEmail("a@x.example", { hs_persona: "brand_new" })])).status).toBe(200);
  });

  it("an unknown one is a 404", async () => {
    const { status, body } = await sandbox.call("GET", `${path}/contacts/nothing`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ category: "OBJECT_NOT_FOUND" });
  });

  it("the admin door archives properties and adds options", async () => {
    const place = { portal: 4242, objectType: "contacts" };
    await sandbox.admin("POST", "/add-option", {
      ...place,
      property: "hs_lead_status",
      option: { value: "COLD", label: "Cold" },
    });
    await sandbox.admin("POST", "/archive-property", { ...place, property: "is_vip" });
    expect((await sandbox.upsert("contacts", [byEmail("a@x.example", { hs_lead_status: "COLD" })])).status).toBe(200);
    expect((await sandbox.upsert("contacts", [byEmail("a@x.example", { is_vip: "true" })])).status).toBe(400);
  });
});

describe("around the properties", () => {
  it("schemas exist in an Enterprise portal only", async () => {
    const { body } = await sandbox.call("GET", "/crm-object-schemas/2026-09/schemas");
    expect(body).toMatchObject({
      results: [
        {
          objectTypeId: "2-7001",
          fullyQualifiedName: "p4242_widget",
          primaryDisplayProperty: "title",
          requiredProperties: ["title"],
        },
      ],
    });
    const small = await startTestSandbox({ portals: [{ ...testPortal, tier: "starter" }] });
    expect((await small.call("GET", "/crm-object-schemas/2026-09/schemas")).body).toEqual({ results: [] });
    expect((await small.call("GET", "/crm/objects/2026-09/2-7001")).status).toBe(400);
    await small.stop();
  });

  it("pipelines have their stages", async () => {
    const { body } = await sandbox.call("GET", "/crm/pipelines/2026-09/0-3");
    expect(body).toMatchObject({
      results: [{ id: "default", stages: expect.arrayContaining([expect.objectContaining({ id: "closedwon" })]) }],
    });
  });

  it("owners are paged and found by email, with or without a trailing slash", async () => {
    const { body } = await sandbox.call("GET", "/crm/owners/2026-09?limit=2");
    expect(body).toMatchObject({ results: [{ type: "PERSON" }, {}], paging: { next: { after: "60158085" } } });
    expect((await sandbox.call("GET", "/crm/v3/owners/?email=luke@example.com")).body).toMatchObject({
      results: [{ id: "60158085", firstName: "Luke" }],
    });
  });

  it("the account tells its zone, currency and where it lives", async () => {
    expect((await sandbox.call("GET", "/account-info/2026-09/details")).body).toMatchObject({
      portalId: 4242,
      accountType: "STANDARD",
      timeZone: "America/New_York",
      companyCurrency: "USD",
      utcOffset: expect.stringMatching(/^-0[45]:00$/),
      uiDomain: "app.hubspot.com",
      dataHostingLocation: "na1",
    });
  });
});
