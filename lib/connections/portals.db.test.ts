import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { getDb } from "@/lib/db";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { connectByToken } from "./connect-by-token";
import { createUniqueProperty } from "./create-unique-property";
import { disconnectPortal } from "./disconnect-portal";
import { listObjectTypes } from "./list-object-types";
import { listPortals } from "./list-portals";
import { readAccessToken, tokenOf } from "./portal-tokens";
import { readProperties, refreshProperties } from "./read-properties";
import { testPortal } from "./test-portal";

const hubSpot = await testHubSpot({ portals: 24 });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

const notFound = { code: "not_found", message: "No portal of this workspace has that id." };
const reconnect = { code: "hubspot_reconnect" };

async function connect() {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  return { actor, hubId, portalId };
}

const letExpire = (id: string) => getDb().portal.update({ where: { id }, data: { tokenExpiresAt: new Date() } });

async function getView(actor: Actor) {
  const [view] = await listPortals(actor);
  return view;
}

test("a token is handed out without asking HubSpot while it is good", async () => {
  const { portalId } = await connect();
  const count = await hubSpot.countCalls();
  const read = await Promise.all(Array.from({ length: 5 }, () => readAccessToken(portalId, null)));
  expect(new Set(read.map(({ tokens }) => tokenOf(tokens))).size).toBe(1);
  expect(await count("/token")).toBe(0);
});

test("twenty who need a token as it expires cause one refresh, and all get the new one", async () => {
  const { portalId } = await connect();
  const old = tokenOf((await readAccessToken(portalId, null)).tokens);
  await letExpire(portalId);
  const count = await hubSpot.countCalls();
  const read = await Promise.all(Array.from({ length: 20 }, () => readAccessToken(portalId, null)));
  const handedOut = new Set(read.map(({ tokens }) => tokenOf(tokens)));
  expect(handedOut.size).toBe(1);
  expect(handedOut).not.toContain(old);
  expect(await count("/token")).toBe(1);
});

test("twenty whom HubSpot refused the same token cause one refresh", async () => {
  const { portalId } = await connect();
  const refused = tokenOf((await readAccessToken(portalId, null)).tokens);
  const count = await hubSpot.countCalls();
  const read = await Promise.all(Array.from({ length: 20 }, () => readAccessToken(portalId, refused)));
  expect(new Set(read.map(({ tokens }) => tokenOf(tokens))).size).toBe(1);
  expect(await count("/token")).toBe(1);
});

test("a refresh token that HubSpot rotates is kept, so that the next refresh works", async () => {
  const { portalId } = await connect();
  await hubSpot.admin("POST", "/switches", { rotatesRefreshTokens: true });
  await letExpire(portalId);
  await readAccessToken(portalId, null);
  await letExpire(portalId);
  await expect(readAccessToken(portalId, null)).resolves.toMatchObject({ expiresAt: expect.any(Date) });
  await hubSpot.admin("POST", "/switches", { rotatesRefreshTokens: false });
});

test("a revoked connection says so once, asks HubSpot once, and waits for a person", async () => {
  const { actor, hubId, portalId } = await connect();
  await hubSpot.revoke(hubId);
  await letExpire(portalId);
  const count = await hubSpot.countCalls();
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => readAccessToken(portalId, null)));
  for (const result of tries) {
    expect(result).toMatchObject({ status: "rejected", reason: expect.objectContaining(reconnect) });
  }
  expect(await count("/token")).toBe(1);
  expect(await getView(actor)).toMatchObject({
    status: "reconnect",
    reason: expect.stringContaining("Connect the portal again"),
  });
  await expect(listObjectTypes(actor, { portalId })).rejects.toMatchObject(reconnect);
});

test("a token service that can't be reached doesn't mark the portal", async () => {
  const { actor, portalId } = await connect();
  await letExpire(portalId);
  await hubSpot.admin("POST", "/faults", { match: { path: "/token" }, kind: "status", status: 400, body: {} });
  await expect(readAccessToken(portalId, null)).rejects.toMatchObject({ code: "hubspot_refused" });
  expect(await getView(actor)).toMatchObject({ status: "connected" });
  await expect(readAccessToken(portalId, null)).resolves.toBeDefined();
});

test("connecting again clears the reason and keeps the portal with its id", async () => {
  const { actor, hubId, portalId } = await connect();
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "Revoked." } });
  const view = await connectSandbox(actor, hubId);
  expect(view).toMatchObject({ id: portalId, status: "connected", reason: null });
  expect(await listAuditActions(actor)).toEqual(["portal.connected", "portal.reconnected"]);
  await expect(readAccessToken(portalId, null)).resolves.toBeDefined();
});

test("a portal that two people connect at once has tokens that open", async () => {
  const { workspaceId } = await makeWorkspace();
  const { token } = hubSpot.takePortal();
  const people = await Promise.all([1, 2, 3, 4].map(() => addMember(workspaceId, "editor")));
  const views = await Promise.all(people.map((actor) => connectByToken(actor, { token, portalId: null })));
  const ids = new Set(views.map(({ id }) => id));
  expect(ids.size).toBe(1);
  const [portalId = ""] = ids;
  expect(tokenOf((await readAccessToken(portalId, null)).tokens)).toBe(token);
});

test("disconnecting forgets the tokens and takes the app out of the account", async () => {
  const { actor, portalId } = await connect();
  const { tokens } = await readAccessToken(portalId, null);
  await disconnectPortal(actor, { portalId });
  expect(await getView(actor)).toMatchObject({ id: portalId, status: "disconnected" });
  const kept = await getDb().portal.findUnique({ where: { id: portalId }, select: { sealedTokens: true } });
  expect(kept).toEqual({ sealedTokens: null });
  await expect(readAccessToken(portalId, null)).rejects.toMatchObject(reconnect);
  const answer = await fetch(`${hubSpot.apiUrl}/account-info/2026-09/details`, {
    headers: { authorization: `Bearer ${tokenOf(tokens)}` },
  });
  expect(answer.status).toBe(401);
  expect(await listAuditActions(actor)).toEqual(["portal.connected", "portal.disconnected"]);
});

test("an account that is gone can be disconnected all the same", async () => {
  const { actor, hubId, portalId } = await connect();
  await hubSpot.admin("POST", "/uninstall", { portal: hubId });
  await disconnectPortal(actor, { portalId });
  expect(await getView(actor)).toMatchObject({ status: "disconnected" });
});

test("a pasted token connects the portal it belongs to; its scopes count as unknown", async () => {
  const actor = await makeWorkspace();
  const { hubId, token } = hubSpot.takePortal();
  const view = await connectByToken(actor, { token, portalId: null });
  expect(view).toMatchObject({ hubId: String(hubId), authKind: "token", status: "connected", grantedScopes: [] });
  const types = await listObjectTypes(actor, { portalId: view.id });
  expect(types.map(({ objectTypeId, whyNot }) => [objectTypeId, whyNot])).toContainEqual(["0-1", null]);
});

test("a token that HubSpot doesn't know connects nothing", async () => {
  const actor = await makeWorkspace();
  await expect(
    connectByToken(actor, { token: "pat-na1-00000000-no-such-token", portalId: null }),
  ).rejects.toMatchObject({
    code: "hubspot_reconnect",
    message: expect.stringContaining("Copy the whole of it"),
  });
  expect(await listPortals(actor)).toEqual([]);
});

test("a pasted token that HubSpot refuses later asks for a new one", async () => {
  const actor = await makeWorkspace();
  const { hubId, token } = hubSpot.takePortal();
  const { id: portalId } = await connectByToken(actor, { token, portalId: null });
  await hubSpot.admin("POST", "/uninstall", { portal: hubId });
  await expect(listObjectTypes(actor, { portalId })).rejects.toMatchObject(reconnect);
  expect(await getView(actor)).toMatchObject({ reason: expect.stringContaining("Paste a new one") });
});

test("the test of a portal passes line by line", async () => {
  const { actor, portalId, hubId } = await connect();
  const lines = await testPortal(actor, { portalId });
  expect(lines.map(({ id, status }) => [id, status])).toEqual([
    ["token", "passed"],
    ["account", "passed"],
    ["objects", "passed"],
    ["properties", "passed"],
  ]);
  expect(lines[1]?.detail).toContain(String(hubId));
  expect(lines[2]?.detail).toContain("Contacts");
});

test("the test of a portal names the first thing that is wrong, with its fix", async () => {
  const { actor, portalId, hubId } = await connect();
  for (const scope of ["crm.objects.contacts.read", "crm.objects.contacts.write", "crm.schemas.contacts.write"]) {
    await hubSpot.admin("POST", "/remove-scope", { portal: hubId, scope });
  }
  const limited = await testPortal(actor, { portalId });
  expect(limited.at(-1)).toMatchObject({
    id: "properties",
    status: "failed",
    fix: expect.stringContaining("contacts.read"),
  });

  await disconnectPortal(actor, { portalId });
  const lines = await testPortal(actor, { portalId });
  expect(lines.map(({ status }) => status)).toEqual(["failed", "skipped", "skipped", "skipped"]);
  expect(lines[0]).toMatchObject({ detail: expect.stringContaining("disconnected"), fix: expect.stringMatching(/\w/) });
});

test("an object type that wasn't granted is listed with the reason", async () => {
  const { actor, portalId } = await connect();
  const { grantedScopes } = await getDb().portal.findUniqueOrThrow({ where: { id: portalId } });
  await getDb().portal.update({
    where: { id: portalId },
    data: { grantedScopes: grantedScopes.filter((scope) => scope !== "crm.objects.deals.write") },
  });
  const deals = (await listObjectTypes(actor, { portalId })).find(({ objectTypeId }) => objectTypeId === "0-3");
  expect(deals).toMatchObject({
    label: "Deals",
    whyNot: expect.stringContaining("crm.objects.deals.write"),
    fix: expect.stringContaining("Connect the portal again"),
  });
});

test("properties are kept for a while, and read anew when somebody asks", async () => {
  const { actor, portalId, hubId } = await connect();
  const object = { portalId, objectTypeId: "0-1" };
  const first = await readProperties(actor, object);
  expect(first.properties.find(({ name }) => name === "badge_number")).toMatchObject({ isUnique: true });
  await hubSpot.admin("POST", "/archive-property", { portal: hubId, objectType: "contacts", property: "airport" });

  const count = await hubSpot.countCalls();
  const kept = await readProperties(actor, object);
  expect(kept.properties.map(({ name }) => name)).toContain("airport");
  expect(await count("/crm/properties/")).toBe(0);

  expect((await refreshProperties(actor, object)).properties.map(({ name }) => name)).not.toContain("airport");
  expect((await readProperties(actor, object)).properties.map(({ name }) => name)).not.toContain("airport");
});

test("a unique property is created in HubSpot and offered at once", async () => {
  const { actor, portalId } = await connect();
  const made = { portalId, objectTypeId: "0-2", name: "crm_key", label: "CRM key" };
  expect(await createUniqueProperty(actor, made)).toMatchObject({
    name: "crm_key",
    isUnique: true,
    whyNotMappable: null,
  });
  const { properties } = await readProperties(actor, { portalId, objectTypeId: "0-2" });
  expect(properties.find(({ name }) => name === "crm_key")).toMatchObject({ isUnique: true });
  await expect(createUniqueProperty(actor, made)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("choose it as the match property"),
  });
});

test("somebody else's portal looks like none at all", async () => {
  const { portalId } = await connect();
  const stranger = await makeWorkspace();
  const object = { portalId, objectTypeId: "0-1" };
  await expect(disconnectPortal(stranger, { portalId })).rejects.toMatchObject(notFound);
  await expect(testPortal(stranger, { portalId })).rejects.toMatchObject(notFound);
  await expect(listObjectTypes(stranger, { portalId })).rejects.toMatchObject(notFound);
  await expect(readProperties(stranger, object)).rejects.toMatchObject(notFound);
  await expect(refreshProperties(stranger, object)).rejects.toMatchObject(notFound);
  const unique = { ...object, name: "mine", label: "Mine" };
  await expect(createUniqueProperty(stranger, unique)).rejects.toMatchObject(notFound);
  expect(await listPortals(stranger)).toEqual([]);
  await expect(readAccessToken(portalId, null)).resolves.toBeDefined();
});

test("a viewer sees portals and changes none", async () => {
  const { actor, portalId } = await connect();
  const viewer = await addMember(actor.workspaceId, "viewer");
  const forbidden = { code: "forbidden" };
  await expect(disconnectPortal(viewer, { portalId })).rejects.toMatchObject(forbidden);
  await expect(connectByToken(viewer, { token: hubSpot.takePortal().token, portalId: null })).rejects.toMatchObject(
    forbidden,
  );
  const unique = { portalId, objectTypeId: "0-1", name: "mine", label: "Mine" };
  await expect(createUniqueProperty(viewer, unique)).rejects.toMatchObject(forbidden);
  expect(await getView(viewer)).toMatchObject({ id: portalId, status: "connected" });
});
