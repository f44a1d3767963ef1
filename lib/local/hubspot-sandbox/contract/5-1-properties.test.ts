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
  sandbox = await startTestSandbox({ limits: null });
});

afterEach(() => sandbox.stop());

const path = "/crm/properties/2026-09";
const place = { portal: 4242, objectType: "contacts" };
const listSchema = z.object({ results: z.array(z.looseObject({ name: z.string() })) });

async function listProperties(type: string, query = "", on = sandbox) {
  const answer = await on.call("GET", `${path}/${type}${query}`);
  return listSchema.parse(answer.body).results;
}

async function getProperty(type: string, name: string) {
  return (await sandbox.call("GET", `${path}/${type}/${name}`)).body;
}

function definition(name: string, more: Record<string, unknown> = {}) {
  return { groupName: "companyinformation", name, label: name, type: "string", fieldType: "text", ...more };
}

describe("§5.1 The properties that HubSpot brings", () => {
  it.each([
    ["contacts", ["firstname", "lastname", "phone", "mobilephone", "hs_additional_emails", "hs_language"]],
    ["companies", ["name", "domain", "industry", "numberofemployees", "annualrevenue", "lifecyclestage"]],
    ["deals", ["dealname", "amount", "dealstage", "pipeline", "closedate", "dealtype", "hs_forecast_probability"]],
    ["tickets", ["subject", "content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority", "source_type"]],
    ["products", ["name", "price", "hs_sku", "hs_cost_of_goods_sold", "hs_product_type", "recurringbillingfrequency"]],
    ["line_items", ["quantity", "price", "hs_product_id", "discount", "hs_discount_percentage", "amount"]],
  ])("%s have far more than a dozen, with HubSpot's usual ones, each name once and in a group", async (type, usual) => {
    const properties = await listProperties(type);
    const names = properties.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...usual, "hs_object_id", "hubspot_owner_id"]));
    const { body } = await sandbox.call("GET", `${path}/${type}/groups`);
    const groups = listSchema.parse(body).results.map(({ name }) => name);
    expect(new Set(properties.map(({ groupName }) => groupName))).toEqual(new Set(groups));
  });

  it("§5.1.2 a property says what it is and what of it is read-only, and leaves out what isn't set", async () => {
    expect(await getProperty("contacts", "hs_lead_status")).toEqual({
      name: "hs_lead_status",
      label: "Lead Status",
      type: "enumeration",
      fieldType: "select",
      description: "",
      groupName: "sales_properties",
      options: expect.arrayContaining([{ label: "In Progress", value: "IN_PROGRESS", displayOrder: 2, hidden: false }]),
      displayOrder: -1,
      calculated: false,
      externalOptions: false,
      hasUniqueValue: false,
      hidden: false,
      hubspotDefined: true,
      modificationMetadata: {
        archivable: false,
        readOnlyDefinition: true,
        readOnlyValue: false,
        readOnlyOptions: false,
      },
      formField: true,
      dataSensitivity: "non_sensitive",
    });
  });

  it.each([
    ["a calculated one", "deals", "hs_is_closed", { calculated: true, modificationMetadata: { readOnlyValue: true } }],
    ["a read-only one", "contacts", "createdate", { calculated: false, modificationMetadata: { readOnlyValue: true } }],
    ["an owner", "tickets", "hubspot_owner_id", { externalOptions: true, referencedObjectType: "OWNER" }],
    ["a hidden one", "contacts", "hs_email_bad_address", { hidden: true, formField: false }],
    ["a list of HubSpot's own", "contacts", "hs_analytics_source", { modificationMetadata: { readOnlyOptions: true } }],
    ["money", "deals", "amount", { numberDisplayHint: "currency", currencyPropertyName: "deal_currency_code" }],
    ["a formula", "deals", "hs_projected_amount", { calculationFormula: "amount * hs_deal_stage_probability" }],
    ["coordinates", "contacts", "hs_ip_coordinates", { type: "object_coordinates" }],
    ["json", "contacts", "hs_registration_details", { type: "json" }],
  ])("§5.1.2 %s is told as such", async (_, type, name, told) => {
    expect(await getProperty(type, name)).toMatchObject(told);
  });

  it("§5.1.4 email doesn't say that it is unique, unless switched", async () => {
    expect(await getProperty("contacts", "email")).toMatchObject({ hasUniqueValue: false });
    await sandbox.admin("POST", "/switches", { reportsEmailAsUnique: true });
    expect(await getProperty("contacts", "email")).toMatchObject({ hasUniqueValue: true });
  });
});

describe("§5.1 The list", () => {
  it("§5.1.1 comes in one piece, and archived ones only when asked for", async () => {
    const all = await sandbox.call("GET", `${path}/contacts`);
    expect(all.body).not.toHaveProperty("paging");
    await sandbox.admin("POST", "/archive-property", { ...place, property: "is_vip" });
    const names = (await listProperties("contacts")).map(({ name }) => name);
    expect(names).not.toContain("is_vip");
    expect(names).toContain("nickname");
    const archived = await listProperties("contacts", "?archived=true");
    expect(archived).toEqual([
      expect.objectContaining({ name: "is_vip", archived: true, archivedAt: expect.any(String) }),
    ]);
    expect((await sandbox.call("GET", `${path}/contacts/is_vip`)).status).toBe(404);
    expect((await sandbox.call("GET", `${path}/contacts/is_vip?archived=true`)).status).toBe(200);
  });

  it("keeps to the names that `properties` gives, and takes a `locale`", async () => {
    const some = await listProperties("contacts", "?properties=email,nickname&locale=de");
    expect(some.map(({ name }) => name)).toEqual(["email", "nickname"]);
  });

  it.each(["contacts", "contact", "0-1"])("is the same for %s", async (name) => {
    expect((await listProperties(name)).map(({ label }) => label)).toContain("External ID");
  });
});

describe("§5.1.3 Scopes", () => {
  const scoped = async (...scopes: readonly string[]) => {
    const own = await startTestSandbox({ portals: [{ ...testPortal, tokens: [{ token: "pat-all", scopes }] }] });
    const read = await own.call("GET", `${path}/contacts`);
    const create = await own.call("POST", `${path}/contacts`, definition("x", { groupName: "contactinformation" }));
    const product = await own.call("POST", `${path}/products`, definition("x", { groupName: "productinformation" }));
    await own.stop();
    return [read.status, create.status, product.status];
  };

  it.each([
    ["crm.schemas.contacts.read", [200, 403, 403]],
    ["crm.objects.contacts.read", [200, 403, 403]],
    ["crm.objects.contacts.write", [200, 403, 403]],
    ["crm.schemas.contacts.write", [200, 201, 403]],
    ["e-commerce", [403, 403, 201]],
    ["crm.schemas.companies.write", [403, 403, 403]],
  ])("%s lets read contacts, make one of theirs, make one of products: %j", async (scope, statuses) => {
    expect(await scoped(scope)).toEqual(statuses);
  });
});

describe("§5.1 What a portal's people do", () => {
  const input = { id: "7", idProperty: "external_id", properties: { firstname: "Al" }, objectWriteTraceId: "a" };

  it("a property that is no longer unique can't be matched on, and takes a value twice", async () => {
    expect((await sandbox.upsert("contacts", [input])).status).toBe(200);
    await sandbox.admin("POST", "/set-unique", { ...place, property: "external_id", isUnique: false });
    expect((await sandbox.upsert("contacts", [input])).body).toMatchObject({
      message: "Unable to perform update/upsert by non-unique 0-1 property external_id in portal ID 4242",
    });
    expect((await sandbox.upsert("contacts", [byEmail("a@x.example", { external_id: "7" })])).status).toBe(200);
  });

  it("a property that becomes unique can be matched on", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { nickname: "Al" })]);
    await sandbox.admin("POST", "/set-unique", { ...place, property: "nickname", isUnique: true });
    const { batch } = await sandbox.upsert("contacts", [{ ...input, id: "Al", idProperty: "nickname" }]);
    expect(batch.results).toMatchObject([{ new: false }]);
  });
});
