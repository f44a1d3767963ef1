import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAccount } from "./account";
import { addOption } from "./add-option";
import { createHubSpotClient } from "./client";
import { createLimiter } from "./limiter";
import { findObjectType, listObjectTypes } from "./list-object-types";
import { listProperties } from "./properties";
import { optionalScopes, requiredScopes } from "./scopes";
import * as bodies from "./testing/hubspot-bodies";
import { type ScriptedAnswer, type ScriptedHubSpot, startScriptedHubSpot } from "./testing/scripted-hubspot";

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
  const groups = { results: [{ name: "contactinformation", label: "Contact information" }, { name: "odd" }] };
  const rules = {
    results: [
      {
        propertyName: "tier",
        propertyValidationRules: [
          { ruleType: "MAX_LENGTH", ruleArguments: ["40"], shouldApplyNormalization: false },
          { ruleArguments: ["nameless"] },
        ],
      },
      { propertyName: "other", propertyValidationRules: null },
      null,
    ],
  };
  const answerWith =
    (results: unknown[], beside: { groups?: ScriptedAnswer; rules?: ScriptedAnswer; schema?: ScriptedAnswer } = {}) =>
    ({ path }: { path: string }): ScriptedAnswer => {
      if (path.startsWith("/crm-object-schemas/")) return beside.schema ?? { json: schema };
      if (path.startsWith("/crm/property-validations/")) return beside.rules ?? { json: rules };
      if (path.endsWith("/groups")) return beside.groups ?? { json: groups };
      return { json: { results } };
    };
  const list = async (objectTypeId: string, ...results: unknown[]) => {
    hubSpot.answer(answerWith(results));
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
    expect(found?.canAddOptions).toBe(false);
  });

  it.each([{ archived: true }, { dataSensitivity: "sensitive" }, { dataSensitivity: "highly_sensitive" }])(
    "that are archived or sensitive are left out: %j",
    async (extra) => {
      expect(
        (await list("0-1", { ...property, ...extra }, { ...property, name: "kept" })).map(({ name }) => name),
      ).toEqual(["kept"]);
    },
  );

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

  it("say where HubSpot wants one of several, as its guides do", async () => {
    const named = ["name", "domain", "tier"].map((name) => ({ ...property, name }));
    expect((await list("0-2", ...named)).map((p) => p.isOneRequired)).toEqual([true, true, false]);
    expect((await list("0-3", ...named)).map((p) => p.isOneRequired)).toEqual([false, false, false]);
  });

  it("carry their group's label and their validation rules", async () => {
    const [tier, other] = await list("0-1", property, { ...property, name: "other", groupName: "odd" });
    expect(tier).toMatchObject({
      groupLabel: "Contact information",
      rules: [{ type: "MAX_LENGTH", arguments: ["40"] }],
    });
    expect(other).toMatchObject({ groupLabel: "odd", rules: [] });
  });

  it.each([
    ["rules", { rules: { status: 403, json: bodies.missingScopes } }, { groupLabel: "Contact information", rules: [] }],
    ["group labels", { groups: { status: 404, json: {} } }, { groupLabel: "contactinformation", rules: [{}] }],
    ["what is required", { schema: { status: 403, json: bodies.missingScopes } }, { isRequired: false, rules: [{}] }],
  ])("that a connection may not read the %s of lose only those", async (_, beside, expected) => {
    hubSpot.answer(answerWith([{ ...property, name: "tier" }], beside));
    expect(await listProperties(client(), "2-42")).toMatchObject([expected]);
  });

  it("aren't listed as good while HubSpot can't be reached for their rules", async () => {
    hubSpot.answer(answerWith([property], { rules: { status: 401, json: {} } }));
    await expect(listProperties(client(), "0-1")).rejects.toMatchObject({ code: "hubspot_reconnect" });
  });

  it("are read at the same time as what belongs to them", async () => {
    const waiting: (() => void)[] = [];
    hubSpot.answer(async (request) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 4) for (const go of waiting) go();
      });
      return answerWith([property])(request);
    });
    expect(await listProperties(client(), "2-42")).toHaveLength(1);
  });

  it.each([
    ["of the portal's own", {}, true],
    [
      "of HubSpot's, open",
      { hubspotDefined: true, modificationMetadata: { readOnlyDefinition: true, readOnlyOptions: false } },
      true,
    ],
    ["of HubSpot's, closed", { modificationMetadata: { readOnlyOptions: true } }, false],
    ["of HubSpot's, which doesn't say", { modificationMetadata: { readOnlyDefinition: true } }, false],
    ["with options from elsewhere", { externalOptions: true }, false],
    ["of another type", { type: "bool" }, false],
  ])("%s say whether options may be added", async (_, extra, expected) => {
    expect((await list("0-1", { ...property, ...extra }))[0]?.canAddOptions).toBe(expected);
  });
});

describe("object types", () => {
  const everything = [...requiredScopes, ...optionalScopes].map(({ scope }) => scope);
  const granted = (scopes: string[] | null, denied: string[] = []) => ({ granted: scopes, denied });

  it("include custom objects, and say of each whether it may be written", async () => {
    hubSpot.answer(() => ({ json: { results: [schema, { ...schema, objectTypeId: "2-43", archived: true }, {}] } }));
    const found = await listObjectTypes(client(), granted(everything));
    expect(found.map(({ objectTypeId }) => objectTypeId)).toEqual(["0-1", "0-2", "0-3", "0-5", "0-7", "0-8", "2-42"]);
    expect(found.every(({ canRead, canWrite, whyNot }) => canRead && canWrite && whyNot === null)).toBe(true);
    expect(found.at(-1)).toMatchObject({ kind: "custom", name: "car", labelSingular: "Car", labelPlural: "Cars" });
  });

  it("without their scopes name them, and what to do, without a call", async () => {
    const before = hubSpot.requests.length;
    const contacts = ["oauth", "crm.objects.contacts.write", "crm.objects.contacts.read"];
    const found = await listObjectTypes(client(), granted(contacts));
    expect(found.find(({ name }) => name === "contacts")).toMatchObject({ canWrite: true, whyNot: null, fix: null });
    const products = found.find(({ name }) => name === "products");
    expect(products).toMatchObject({
      canRead: false,
      canWrite: false,
      missingScopes: ["crm.objects.products.read", "crm.objects.products.write"],
    });
    expect(products?.whyNot).toContain("crm.objects.products.write or e-commerce");
    expect(products?.fix).toContain("Connect the portal again");
    expect(found.at(-1)).toMatchObject({
      objectTypeId: "custom",
      whyNot: expect.stringContaining("crm.schemas.custom.read"),
      fix: expect.stringContaining("Enterprise"),
      missingScopes: expect.arrayContaining(["crm.objects.custom.write"]),
    });
    expect(hubSpot.requests.length).toBe(before);
  });

  it("count as allowed where nobody knows the scopes, but for those that HubSpot has refused", async () => {
    hubSpot.answer(() => ({ json: { results: [schema] } }));
    const found = await listObjectTypes(client(), granted(null, ["tickets"]));
    expect(found.filter(({ canWrite }) => !canWrite).map(({ name }) => name)).toEqual(["tickets"]);
    expect(found.find(({ name }) => name === "tickets")).toMatchObject({
      whyNot: expect.stringContaining("tickets"),
      fix: expect.stringContaining("Add it to the token"),
      missingScopes: ["tickets"],
    });
  });

  it.each([
    ["has none", { json: { results: [] } }, "no custom objects"],
    ["doesn't have the scope's feature", { status: 403, json: bodies.missingScopes }, "subscription"],
    ["isn't enabled", { status: 403, json: { message: "not enabled" } }, "subscription"],
  ])("stand in one line for custom objects, with the reason, where the account %s", async (_, answer, reason) => {
    hubSpot.answer(() => answer);
    const found = await listObjectTypes(client(), granted(everything));
    expect(found).toHaveLength(7);
    expect(found.at(-1)).toMatchObject({
      objectTypeId: "custom",
      labelPlural: "Custom objects",
      canWrite: false,
      whyNot: expect.stringContaining(reason),
      fix: expect.stringContaining("Enterprise"),
      missingScopes: [],
    });
  });

  it("explain a custom object that isn't listed by the line that stands for all, and nothing else by it", async () => {
    const found = await listObjectTypes(client(), granted(["oauth"]));
    expect(findObjectType(found, "2-42")).toMatchObject({ whyNot: expect.stringContaining("crm.schemas.custom.read") });
    expect(findObjectType(found, "0-3")).toMatchObject({ name: "deals" });
    expect(findObjectType(found, "0-123")).toBeNull();
    hubSpot.answer(() => ({ json: { results: [schema] } }));
    const listed = await listObjectTypes(client(), granted(everything));
    expect(findObjectType(listed, "2-42")).toMatchObject({ name: "car" });
    expect(findObjectType(listed, "2-43")).toBeNull();
  });

  it("name the scopes for custom objects to a token that HubSpot refuses them", async () => {
    hubSpot.answer(() => ({ status: 403, json: bodies.missingScopes }));
    expect((await listObjectTypes(client(), granted(null))).at(-1)).toMatchObject({
      whyNot: expect.stringContaining("crm.schemas.custom.read"),
      missingScopes: expect.arrayContaining(["crm.schemas.custom.read"]),
    });
  });
});

it.each(["..", "contacts", "0-1/../0-2", ""])(
  "only an object type's id goes into an address, not %j",
  async (objectTypeId) => {
    hubSpot.answer(() => ({ status: 200, json: { results: [] } }));
    await expect(listProperties(client(), objectTypeId)).rejects.toMatchObject({ code: "invalid_input" });
  },
);

it.each(["..", "a/b", "a b", ""])("only a property's name goes into an address, not %j", async (property) => {
  const option = { property, value: "a", label: "A" };
  await expect(addOption(client(), "0-1", option)).rejects.toMatchObject({ code: "invalid_input" });
});
