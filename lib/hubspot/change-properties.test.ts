import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addOption } from "./add-option";
import { createHubSpotClient } from "./client";
import { createUniqueProperty } from "./create-unique-property";
import { createLimiter } from "./limiter";
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

const property = {
  name: "tier",
  label: "Tier",
  type: "string",
  fieldType: "text",
  groupName: "contactinformation",
  options: [],
  hasUniqueValue: false,
};
const unique = { ...property, name: "warehouse_id", label: "Warehouse ID", hasUniqueValue: true };

describe("a property with unique values", () => {
  const create = () => createUniqueProperty(client(), "0-2", { name: "warehouse_id", label: "Warehouse ID" });
  const refuse = (refusal: ScriptedAnswer, ...properties: unknown[]) =>
    hubSpot.answer(({ method }) => (method === "POST" ? refusal : { json: { results: properties } }));
  const nameTaken = {
    status: 409,
    json: {
      status: "error",
      message: "A property named 'warehouse_id' already exists.",
      category: "OBJECT_ALREADY_EXISTS",
      subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
    },
  };

  it("is created in the object type's group", async () => {
    hubSpot.answerInTurn({ status: 201, json: unique });
    expect(await create()).toMatchObject({ name: "warehouse_id", isUnique: true, whyNotMappable: null });
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

  it("goes where a custom object's own properties are", async () => {
    const system = { ...property, groupName: "system", modificationMetadata: { readOnlyValue: true } };
    hubSpot.answerInTurn(
      { json: { results: [system, { ...property, groupName: "car_information" }] } },
      { status: 201, json: unique },
    );
    await createUniqueProperty(client(), "2-42", { name: "warehouse_id", label: "Warehouse ID" });
    expect(hubSpot.requests.at(-1)?.body).toMatchObject({ groupName: "car_information" });
  });

  it("whose name is taken by a unique one is to be used as it is", async () => {
    refuse(nameTaken, property, unique);
    await expect(create()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("choose it as the match property"),
    });
  });

  it("whose name is taken by one that isn't unique needs another name", async () => {
    refuse(nameTaken, { ...unique, hasUniqueValue: false });
    await expect(create()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Choose another internal name"),
    });
  });

  it("that came back from the archive without unique values isn't passed off as unique", async () => {
    hubSpot.answerInTurn({ status: 201, json: { ...unique, hasUniqueValue: false } });
    await expect(create()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("brought it back as it was"),
    });
  });

  it("that would be the eleventh names the ten that there are", async () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ ...unique, name: `key_${index}` }));
    const refusal = { status: 400, json: { message: "Limit reached.", category: "VALIDATION_ERROR" } };
    refuse(refusal, ...ten, property);
    await expect(create()).rejects.toMatchObject({ message: expect.stringContaining("key_0, key_1") });
    refuse(refusal, ...ten.slice(1), { ...unique, name: "hs_own", hubspotDefined: true });
    await expect(create()).rejects.toMatchObject({ message: expect.stringContaining("Limit reached.") });
  });

  it("that the connection may not create names the scope", async () => {
    refuse({ status: 403, json: bodies.missingScopes });
    await expect(create()).rejects.toMatchObject({
      code: "hubspot_scope_missing",
      message: expect.stringContaining("crm.schemas.deals.read"),
    });
  });
});

describe("an option", () => {
  interface Option {
    value: string;
    label: string;
    displayOrder?: number;
    hidden?: boolean;
    description?: string;
  }
  const gold: Option = { value: "gold", label: "Gold", displayOrder: 3, hidden: true, description: "The best" };
  const bronze = { property: "tier", value: "bronze", label: "Bronze" };

  /** A property whose options are kept between calls; `afterWrite` may change them behind our back. */
  function keepOptions(options: Option[], extra: object = {}, afterWrite: (options: Option[]) => Option[] = (o) => o) {
    const kept = { options, writes: 0 };
    hubSpot.answer(({ method, body }) => {
      if (method === "PATCH") {
        kept.writes += 1;
        kept.options = afterWrite(readOptions(body));
      }
      return { json: { ...property, type: "enumeration", fieldType: "select", ...extra, options: kept.options } };
    });
    return kept;
  }

  const readOptions = (body: unknown): Option[] =>
    typeof body === "object" && body !== null && "options" in body && Array.isArray(body.options) ? body.options : [];

  it("is added behind the others, which stay as they are to the last field", async () => {
    const kept = keepOptions([gold]);
    const changed = await addOption(client(), "0-1", bronze);
    expect(kept.options).toEqual([gold, { value: "bronze", label: "Bronze", displayOrder: 4, hidden: false }]);
    expect(changed.options.map(({ value }) => value)).toEqual(["gold", "bronze"]);
    expect(hubSpot.requests.at(-1)?.path).toBe("/crm/properties/2026-09/0-1/tier");
  });

  it("that is there already is left alone", async () => {
    const kept = keepOptions([gold], { modificationMetadata: { readOnlyOptions: true } });
    await addOption(client(), "0-1", { ...bronze, value: "gold" });
    expect(kept.writes).toBe(0);
  });

  it("that somebody overwrote at the same moment is added to what they wrote", async () => {
    const silver = { value: "silver", label: "Silver" };
    let isFirst = true;
    const kept = keepOptions([gold], {}, (options) => {
      const result = isFirst ? [gold, silver] : options;
      isFirst = false;
      return result;
    });
    await addOption(client(), "0-1", bronze);
    expect(kept.options.map(({ value }) => value)).toEqual(["gold", "silver", "bronze"]);
    expect(kept.writes).toBe(2);
  });

  it("that never stays is given up, and said so", async () => {
    const kept = keepOptions([gold], {}, () => [gold]);
    await expect(addOption(client(), "0-1", bronze)).rejects.toMatchObject({ code: "conflict" });
    expect(kept.writes).toBe(3);
  });

  it.each([
    ["HubSpot keeps to itself", { modificationMetadata: { readOnlyOptions: true } }],
    ["come from elsewhere", { externalOptions: true }],
    ["a text doesn't have", { type: "string" }],
  ])("isn't written where options are what %s", async (_, extra) => {
    const kept = keepOptions([gold], extra);
    await expect(addOption(client(), "0-1", bronze)).rejects.toMatchObject({ code: "invalid_input" });
    expect(kept.writes).toBe(0);
  });

  it("isn't written where an option that is there can't be read whole and would be lost", async () => {
    const kept = keepOptions([gold]);
    hubSpot.answerInTurn({ json: { ...property, type: "enumeration", options: [gold, { label: "no value" }] } });
    await expect(addOption(client(), "0-1", bronze)).rejects.toMatchObject({ code: "hubspot_unreachable" });
    expect(kept.writes).toBe(0);
  });

  it("of a property that is gone says so", async () => {
    hubSpot.answerInTurn({ status: 404, json: { message: "resource not found" } });
    await expect(addOption(client(), "0-1", bronze)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("no property tier any more"),
    });
  });
});
