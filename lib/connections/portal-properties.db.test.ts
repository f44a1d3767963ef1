import { expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { addOption } from "./add-option";
import { createUniqueProperty } from "./create-unique-property";
import { listObjectTypes } from "./list-object-types";
import { readKeptProperties, readProperties } from "./read-properties";

const hubSpot = await testHubSpot();
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

async function connect(kinds?: string[]) {
  const actor = await makeWorkspace();
  const { id: portalId } = await connectSandbox(actor, hubSpot.takePortal().hubId, kinds);
  return { actor, portalId };
}

const sizes = { objectTypeId: "0-2", property: "airport_size" };
const small = { ...sizes, value: "small_airport", label: "Small" };

async function readOptions({ actor, portalId }: Awaited<ReturnType<typeof connect>>) {
  const { properties } = await readProperties(actor, { portalId, objectTypeId: sizes.objectTypeId });
  return properties.find(({ name }) => name === sizes.property)?.options.map(({ value }) => value);
}

test("an option is added in HubSpot and offered at once", async () => {
  const made = await connect();
  const { actor, portalId } = made;
  expect(await readOptions(made)).toEqual(["medium_airport", "large_airport"]);
  const property = await addOption(actor, { portalId, ...small });
  expect(property).toMatchObject({ name: "airport_size", canAddOptions: true, whyNotMappable: null });
  expect(property.options.map(({ value }) => value)).toEqual(["medium_airport", "large_airport", "small_airport"]);
  expect(await readOptions(made)).toEqual(["medium_airport", "large_airport", "small_airport"]);
  expect(await listAuditActions(actor)).toEqual(["portal.connected", "option.added"]);
});

test("options that several people add at once are all there", async () => {
  const made = await connect();
  const { actor, portalId } = made;
  const values = ["a", "b", "c", "d"];
  await Promise.all(values.map((value) => addOption(actor, { portalId, ...sizes, value, label: `Size ${value}` })));
  expect((await readOptions(made))?.toSorted()).toEqual([...values, "large_airport", "medium_airport"]);
});

test("an option is added by nobody who may not", async () => {
  const { actor, portalId } = await connect();
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(addOption(viewer, { portalId, ...small })).rejects.toMatchObject({ code: "forbidden" });
  await expect(addOption(await makeWorkspace(), { portalId, ...small })).rejects.toMatchObject({ code: "not_found" });
});

test("without the scope for it, nothing is created: the scope is named and HubSpot isn't asked", async () => {
  const { actor, portalId } = await connect([]);
  const count = await hubSpot.countCalls();
  const refusal = {
    code: "hubspot_scope_missing",
    message: expect.stringMatching(/crm\.schemas\.companies\.write.*Connect the portal again/),
  };
  await expect(addOption(actor, { portalId, ...small })).rejects.toMatchObject(refusal);
  const unique = { portalId, objectTypeId: "0-2", name: "crm_key", label: "CRM key" };
  await expect(createUniqueProperty(actor, unique)).rejects.toMatchObject(refusal);
  expect(await count("/crm/properties/")).toBe(0);
});

test("what an earlier version kept of the properties is read anew", async () => {
  const { actor, portalId } = await connect();
  const object = { portalId, objectTypeId: "0-1" };
  const [first] = (await readProperties(actor, object)).properties;
  const { groupLabel: _, rules: __, canAddOptions: ___, ...older } = first ?? {};
  const keep = () =>
    getDb().portalObject.update({
      where: { portalId_objectTypeId: object },
      data: { properties: [older], fetchedAt: new Date() },
    });
  await keep();
  expect((await readProperties(actor, object)).properties.length).toBeGreaterThan(5);
  await keep();
  expect((await readKeptProperties(object)).length).toBeGreaterThan(5);
});

test("group labels, validation rules and open options come with the properties that have them", async () => {
  const { actor, portalId } = await connect();
  const { properties } = await readProperties(actor, { portalId, objectTypeId: "0-1" });
  const find = (property: string) => properties.find(({ name }) => name === property);
  expect(find("email")).toMatchObject({ groupLabel: "Contact information", rules: [] });
  expect(find("seniority")).toMatchObject({ canAddOptions: true });
  expect(find("hs_analytics_source")).toMatchObject({ canAddOptions: false });
  expect(find("jobtitle")?.rules).toEqual([{ type: "MAX_LENGTH", arguments: ["40"] }]);
});

test("an object type without a unique property has a hint, once its properties are known, until there is one", async () => {
  const { actor, portalId } = await connect();
  const hintOf = async (objectTypeId: string) =>
    (await listObjectTypes(actor, { portalId })).find((type) => type.objectTypeId === objectTypeId)?.hint;
  expect(await hintOf("0-8")).toBeNull();
  for (const objectTypeId of ["0-1", "0-8"]) await readProperties(actor, { portalId, objectTypeId });
  expect(await hintOf("0-1")).toBeNull();
  expect(await hintOf("0-8")).toContain("matched by their id");
  await createUniqueProperty(actor, { portalId, objectTypeId: "0-8", name: "line_key", label: "Line key" });
  expect(await hintOf("0-8")).toBeNull();
});
