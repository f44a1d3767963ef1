import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byEmail, startTestSandbox, type TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox({ limits: null });
});

afterEach(() => sandbox.stop());

const path = "/crm/properties/2026-09";
const place = { portal: 4242, objectType: "contacts" };

function definition(name: string, more: Record<string, unknown> = {}) {
  return { groupName: "companyinformation", name, label: name, type: "string", fieldType: "text", ...more };
}

const make = (name: string, more?: Record<string, unknown>) =>
  sandbox.call("POST", `${path}/companies`, definition(name, more));

describe("§5.1 Making properties", () => {
  it("§5.1.5 creating is a 201 with the property, changing a 200, archiving an empty 204", async () => {
    const created = await make("erp_note", { description: "From the ERP", fieldType: "textarea" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: "erp_note",
      description: "From the ERP",
      groupName: "companyinformation",
      createdAt: expect.any(String),
      modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    });
    const changed = await sandbox.call("PATCH", `${path}/companies/erp_note`, { label: "Note", fieldType: "text" });
    expect([changed.status, changed.body]).toEqual([
      200,
      expect.objectContaining({ label: "Note", fieldType: "text", description: "From the ERP" }),
    ]);
    const gone = await sandbox.call("DELETE", `${path}/companies/erp_note`);
    expect([gone.status, gone.body]).toEqual([204, ""]);
  });

  it("a new unique property can be matched on at once", async () => {
    expect((await make("erp_id", { hasUniqueValue: true })).body).toMatchObject({ hasUniqueValue: true });
    const input = { id: "7", idProperty: "erp_id", properties: { name: "Acme" }, objectWriteTraceId: "a" };
    expect((await sandbox.upsert("companies", [input])).batch.results[0]?.new).toBe(true);
    expect((await sandbox.upsert("companies", [input])).batch.results[0]?.new).toBe(false);
  });

  it("§5.1.6 uniqueness can't be added later: it is passed over", async () => {
    const change = { label: "Nick", hasUniqueValue: true };
    const { status, body } = await sandbox.call("PATCH", `${path}/contacts/nickname`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ label: "Nick", hasUniqueValue: false });
  });

  it("§5.1.7 at most ten unique ones", async () => {
    for (let made = 1; made < 10; made += 1) {
      expect((await make(`key_${made}`, { hasUniqueValue: true })).status).toBe(201);
    }
    expect((await make("one_more", { hasUniqueValue: true })).status).toBe(400);
    expect((await make("one_more")).status).toBe(201);
    expect((await sandbox.call("DELETE", `${path}/companies/key_1`)).status).toBe(204);
    expect((await make("another", { hasUniqueValue: true })).status).toBe(201);
  });

  it("§5.1.8 products take unique properties, unless switched", async () => {
    const product = (name: string) =>
      sandbox.call(
        "POST",
        `${path}/products`,
        definition(name, { groupName: "productinformation", hasUniqueValue: true }),
      );
    expect((await product("erp_sku")).status).toBe(201);
    await sandbox.admin("POST", "/switches", { takesUniquePropertiesOnProducts: false });
    expect((await product("erp_sku_2")).status).toBe(400);
  });

  it("§5.1.9 a name that exists is a 409 in HubSpot's words", async () => {
    const { status, body } = await make("domain");
    expect(status).toBe(409);
    expect(body).toEqual({
      status: "error",
      message: "A property named 'domain' already exists.",
      correlationId: expect.any(String),
      category: "OBJECT_ALREADY_EXISTS",
      subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
    });
  });

  it("§5.1.10 making an archived one again brings it back with its values", async () => {
    await sandbox.upsert("contacts", [byEmail("a@x.example", { nickname: "Al" })]);
    expect((await sandbox.call("DELETE", `${path}/contacts/nickname`)).status).toBe(204);
    const refused = await sandbox.upsert("contacts", [byEmail("b@x.example", { nickname: "Bo" })]);
    expect(refused.body).toMatchObject({ errors: [{ code: "PROPERTY_DOESNT_EXIST" }] });
    const again = definition("nickname", { groupName: "contactinformation" });
    expect((await sandbox.call("POST", `${path}/contacts`, again)).status).toBe(201);
    const contact = "/crm/objects/2026-09/contacts/a@x.example?idProperty=email&properties=nickname";
    expect((await sandbox.call("GET", contact)).body).toMatchObject({ properties: { nickname: "Al" } });
  });

  it("§5.1.11 one that the portal uses, or a schema names, can't be archived", async () => {
    await sandbox.admin("POST", "/use-property", { ...place, property: "nickname", isUsed: true });
    const nickname = () => sandbox.call("DELETE", `${path}/contacts/nickname`);
    const inUse = {
      category: "VALIDATION_ERROR",
      subCategory: "PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE",
    };
    const used = await nickname();
    expect([used.status, used.body]).toEqual([400, expect.objectContaining(inUse)]);
    const named = await sandbox.call("DELETE", `${path}/2-7001/title`);
    expect([named.status, named.body]).toEqual([400, expect.objectContaining(inUse)]);
    await sandbox.admin("POST", "/use-property", { ...place, property: "nickname", isUsed: false });
    expect((await nickname()).status).toBe(204);
  });

  it("HubSpot's own can't be archived", async () => {
    expect((await sandbox.call("DELETE", `${path}/contacts/firstname`)).status).toBe(400);
  });

  it.each([
    ["§5.1.12 a field type of another type", { type: "number" }],
    ["§5.1.12 a type that nobody knows", { type: "json" }],
    ["§5.1.15 a group that doesn't exist", { groupName: "nowhere" }],
    ["two options with one value", { type: "enumeration", fieldType: "select", options: [option("a"), option("a")] }],
    ["a name with capitals", { name: "Odd" }],
    ["a name that begins with a digit", { name: "1odd" }],
    ["a name with a hyphen", { name: "odd-one" }],
  ])("%s is refused", async (_, more) => {
    const { status, body } = await make("odd", more);
    expect([status, body]).toEqual([400, expect.objectContaining({ category: "VALIDATION_ERROR" })]);
  });

  it("§5.1.13 a boolean needs the options true and false", async () => {
    const yes = [{ label: "Yes", value: "true" }];
    const bool = (options: readonly unknown[]) => make("odd", { type: "bool", fieldType: "booleancheckbox", options });
    expect((await bool(yes)).body).toMatchObject({ errors: [{ code: "INVALID_BOOLEAN_OPTION" }] });
    expect((await bool([...yes, { label: "No", value: "false" }])).status).toBe(201);
  });

  it("§5.1 one that isn't there is a 404", async () => {
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const { status, body } = await sandbox.call(
        method,
        `${path}/contacts/nothing`,
        method === "PATCH" ? {} : undefined,
      );
      expect([status, body]).toEqual([404, expect.objectContaining({ category: "OBJECT_NOT_FOUND" })]);
    }
  });
});

describe("§5.1 Options", () => {
  it("a change of the options replaces the list", async () => {
    const options = [{ label: "New", value: "brand_new", displayOrder: 0, hidden: false }];
    const { body } = await sandbox.call("PATCH", `${path}/contacts/hs_persona`, { options });
    expect(body).toMatchObject({ options });
    const write = (hs_persona: string) => sandbox.upsert("contacts", [byEmail("a@x.example", { hs_persona })]);
    expect((await write("brand_new")).status).toBe(200);
    expect((await write("persona_1")).body).toMatchObject({ errors: [{ code: "INVALID_OPTION" }] });
  });

  it("a list that is HubSpot's own can't be changed", async () => {
    const change = { options: [option("MINE")] };
    expect((await sandbox.call("PATCH", `${path}/contacts/hs_analytics_source`, change)).status).toBe(400);
  });

  it("the portal's people can add one", async () => {
    const cold = { value: "COLD", label: "Cold" };
    await sandbox.admin("POST", "/add-option", { ...place, property: "hs_lead_status", option: cold });
    expect((await sandbox.upsert("contacts", [byEmail("a@x.example", { hs_lead_status: "COLD" })])).status).toBe(200);
  });
});

function option(value: string) {
  return { label: value, value, displayOrder: 0, hidden: false };
}
