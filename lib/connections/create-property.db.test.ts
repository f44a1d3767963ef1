import { expect, test } from "vitest";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { createProperty } from "./create-property";
import { readProperties } from "./read-properties";

const hubSpot = await testHubSpot();
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

async function connect(kinds?: string[]) {
  const actor = await makeWorkspace();
  const seed = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, seed.hubId, kinds);
  return { actor, portalId, ...seed };
}

const score = { objectTypeId: "0-1", name: "health_score", label: "Health score 😀 O'Brien", type: "number" as const };

test.each(["string", "number", "bool", "date", "datetime"] as const)(
  "a property of the type %s is created in HubSpot and can be mapped at once",
  async (type) => {
    const { actor, portalId } = await connect();
    const made = await createProperty(actor, { ...score, portalId, type });
    expect(made).toMatchObject({ name: "health_score", label: score.label, type, whyNotMappable: null });
    const { properties } = await readProperties(actor, { portalId, objectTypeId: "0-1" });
    expect(properties.find(({ name }) => name === "health_score")).toMatchObject({ type });
  },
);

test("a custom object's property goes into the group of its own ones", async () => {
  const { actor, portalId } = await connect();
  const made = await createProperty(actor, { ...score, portalId, objectTypeId: "2-7001" });
  expect(made).toMatchObject({ name: "health_score", whyNotMappable: null });
});

test("a name that is taken says of which type the property is", async () => {
  const { actor, portalId } = await connect();
  await expect(createProperty(actor, { ...score, portalId, name: "seniority" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("seniority (Seniority) already, of the type enumeration"),
  });
});

test("of two who create it at once one is told that it is there", async () => {
  const { actor, portalId } = await connect();
  const both = await Promise.allSettled([1, 2].map(() => createProperty(actor, { ...score, portalId })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await listAuditActions(actor)).toEqual(["portal.connected", "property.created"]);
});

test("an archived property of that name is brought back as it was, and its type is told", async () => {
  const { actor, portalId, token } = await connect();
  await createProperty(actor, { ...score, portalId, type: "string" });
  const path = `${hubSpot.apiUrl}/crm/properties/2026-09/0-1/health_score`;
  const { status } = await fetch(path, { method: "DELETE", headers: { authorization: `Bearer ${token}` } });
  expect(status).toBe(204);
  expect(await createProperty(actor, { ...score, portalId })).toMatchObject({ name: "health_score", type: "string" });
});

test("nobody creates one who may not, in another workspace, or without the scope", async () => {
  const { actor, portalId } = await connect();
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(createProperty(viewer, { ...score, portalId })).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await makeWorkspace();
  await expect(createProperty(stranger, { ...score, portalId })).rejects.toMatchObject({ code: "not_found" });
  const bare = await connect([]);
  await expect(
    createProperty(bare.actor, { ...score, objectTypeId: "0-2", portalId: bare.portalId }),
  ).rejects.toMatchObject({ code: "hubspot_scope_missing" });
});
