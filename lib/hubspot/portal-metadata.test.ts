import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAccount } from "./account";
import { createHubSpotClient } from "./client";
import { createLimiter } from "./limiter";
import { listObjectTypes } from "./object-types";
import { createUniqueProperty, listProperties } from "./properties";
import { optionalScopes, requiredScopes } from "./scopes";
import * as bodies from "./testing/hubspot-bodies";
import { type ScriptedHubSpot, startScriptedHubSpot } from "./testing/scripted-hubspot";

let hubSpot: ScriptedHubSpot;
beforeAll(async () => {
  hubSpot = await startScriptedHubSpot();
});
afterAll(() => hubSpot.stop());

const client = () =>
  createHubSpotClient({
    apiBaseUrl: hubSpot.url,
    limiter: createLimiter(),
    getAccessToken: async () => "token",
    renewAccessToken: async () => "token",
  });

const schema = {
  objectTypeId: "2-42",
  name: "car",
  labels: { singular: "Car", plural: "Cars" },
  requiredProperties: ["vin"],
};

it("an account is read, whatever optional facts are missing", async () => {
  hubSpot.answerInTurn(
    { json: { portalId: 5, timeZone: "Europe/Berlin", companyCurrency: "EUR", uiDomain: "app-eu1.hubspot.com" } },
    { json: { portalId: 6 } },
  );
  expect(await readAccount(client())).toMatchObject({ hubId: 5, timeZone: "Europe/Berlin", currency: "EUR" });
  expect(await readAccount(client())).toMatchObject({ hubId: 6, uiDomain: "app.hubspot.com" });
  expect(hubSpot.requests.at(-1)?.path).toBe("/account-info/2026-09/details");
});

describe("properties", () => {
  const property = {
    name: "tier",
    label: "Tier",
    type: "enumeration",
    fieldType: "select",
    groupName: "contactinformation",
    description: "",
    options: [{ label: "Gold", value: "gold", hidden: false }, { label: "no value" }],
    hasUniqueValue: false,
    modificationMetadata: { readOnlyValue: false },
  };
  const list = async (objectTypeId: string, ...results: unknown[]) => {
    hubSpot.answer(({ path }) => (path.startsWith("/crm-object-schemas/") ? { json: schema } : { json: { results } }));
    return listProperties(client(), objectTypeId);
  };

  it("that can't be read lose only themselves", async () => {
    const found = await list("0-1", property, { label: "nameless" }, null, { name: "odd", type: "hologram" });
    expect(found.map(({ name }) => name)).toEqual(["tier", "odd"]);
    expect(found[0]).toMatchObject({
      type: "enumeration",
      options: [{ value: "gold", label: "Gold", hidden: false }],
      whyNotMappable: null,
    });
    expect(found[1]).toMatchObject({
      type: "unknown",
      label: "odd",
      whyNotMappable: expect.stringContaining("hologram"),
    });
  });

  it.each([
    ["hs_object_id", {}],
    ["score", { calculated: true }],
    ["createdate", { modificationMetadata: { readOnlyValue: true } }],
  ])("that HubSpot alone writes say so: %s", async (name, extra) => {
    const [found] = await list("0-1", { ...property, name, ...extra });
    expect(found?.whyNotMappable).toMatch(/HubSpot/);
  });

  it("that are archived are left out", async () => {
    expect(await list("0-1", { ...property, archived: true })).toEqual([]);
  });

  it("match contacts by email, though HubSpot reports it as not unique", async () => {
    const email = { ...property, name: "email", type: "string" };
    expect((await list("0-1", email))[0]?.isUnique).toBe(true);
    expect((await list("0-2", email))[0]?.isUnique).toBe(false);
    expect((await list("0-2", { ...email, hasUniqueValue: true }))[0]?.isUnique).toBe(true);
  });

  it("are required as HubSpot's guides or a custom object's schema say", async () => {
    expect((await list("0-3", { ...property, name: "dealname" }, property)).map((p) => p.isRequired)).toEqual([
      true,
      false,
    ]);
    expect((await list("2-42", { ...property, name: "vin" }, property)).map((p) => p.isRequired)).toEqual([
      true,
      false,
    ]);
  });

  it("with unique values are created in the object type's group", async () => {
    const made = { ...property, name: "warehouse_id", type: "string", hasUniqueValue: true };
    hubSpot.answerInTurn({ status: 201, json: made });
    const created = await createUniqueProperty(client(), "0-2", { name: "warehouse_id", label: "Warehouse ID" });
    expect(created).toMatchObject({ name: "warehouse_id", isUnique: true, whyNotMappable: null });
    expect(hubSpot.requests.at(-1)).toMatchObject({
      path: "/crm/properties/2026-09/0-2",
      body: {
        groupName: "companyinformation",
        name: "warehouse_id",
        label: "Warehouse ID",
        type: "string",
        fieldType: "text",
        hasUniqueValue: true,
      },
    });
  });

  it("go where a custom object's own properties are", async () => {
    const system = { ...property, groupName: "system", modificationMetadata: { readOnlyValue: true } };
    hubSpot.answerInTurn(
      { json: { results: [system, { ...property, groupName: "car_information" }] } },
      { json: schema },
      { status: 201, json: property },
    );
    await createUniqueProperty(client(), "2-42", { name: "tier", label: "Tier" });
    expect(hubSpot.requests.at(-1)?.body).toMatchObject({ groupName: "car_information" });
  });

  it("that exist already are refused with what to do", async () => {
    hubSpot.answerInTurn({
      status: 409,
      json: {
        status: "error",
        message: "A property named 'warehouse_id' already exists.",
        category: "OBJECT_ALREADY_EXISTS",
        subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
      },
    });
    await expect(createUniqueProperty(client(), "0-2", { name: "warehouse_id", label: "W" })).rejects.toMatchObject({
      code: "hubspot_refused",
      message: expect.stringContaining("Choose another internal name"),
    });
  });
});

describe("object types", () => {
  const everything = [...requiredScopes, ...optionalScopes].map(({ scope }) => scope);

  it("include custom objects, and say of each whether it may be written", async () => {
    hubSpot.answer(() => ({ json: { results: [schema, { ...schema, objectTypeId: "2-43", archived: true }, {}] } }));
    const found = await listObjectTypes(client(), everything);
    expect(found.map(({ objectTypeId }) => objectTypeId)).toEqual(["0-1", "0-2", "0-3", "0-5", "0-7", "0-8", "2-42"]);
    expect(found.every(({ canRead, canWrite, whyNot }) => canRead && canWrite && whyNot === null)).toBe(true);
    expect(found.at(-1)).toMatchObject({ name: "car", labelSingular: "Car", labelPlural: "Cars" });
  });

  it("without their scope name it, and what to do", async () => {
    const before = hubSpot.requests.length;
    const found = await listObjectTypes(client(), ["oauth", "crm.objects.contacts.write", "crm.objects.contacts.read"]);
    expect(found.find(({ name }) => name === "contacts")).toMatchObject({ canWrite: true, whyNot: null, fix: null });
    const products = found.find(({ name }) => name === "products");
    expect(products).toMatchObject({ canRead: false, canWrite: false });
    expect(products?.whyNot).toContain("crm.objects.products.write or e-commerce");
    expect(products?.fix).toContain("Connect the portal again");
    expect(hubSpot.requests.length).toBe(before);
  });

  it.each([[null], [[]]])("count as allowed where nobody knows the scopes: %j", async (scopes) => {
    hubSpot.answer(() => ({ json: { results: [] } }));
    expect((await listObjectTypes(client(), scopes)).every(({ canWrite }) => canWrite)).toBe(true);
  });

  it("have no custom objects where the account may not have any", async () => {
    hubSpot.answer(() => ({ status: 403, json: bodies.missingScopes }));
    expect(await listObjectTypes(client(), everything)).toHaveLength(6);
    hubSpot.answer(() => ({ status: 403, json: { message: "not enabled" } }));
    expect(await listObjectTypes(client(), everything)).toHaveLength(6);
  });
});

it.each(["..", "contacts", "0-1/../0-2", ""])(
  "only an object type's id goes into an address, not %j",
  async (objectTypeId) => {
    hubSpot.answer(() => ({ status: 200, json: { results: [] } }));
    await expect(listProperties(client(), objectTypeId)).rejects.toMatchObject({ code: "invalid_input" });
  },
);

it("no scope is asked for twice, and each is explained", () => {
  const names = [...requiredScopes, ...optionalScopes].map(({ scope }) => scope);
  expect(requiredScopes.map(({ scope }) => scope)).toContain("oauth");
  expect(new Set(names).size).toBe(names.length);
  expect([...requiredScopes, ...optionalScopes].every(({ why }) => why.length > 10)).toBe(true);
});
