import { expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { requiredScopes } from "@/lib/hubspot/scopes";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { completeOAuth, OAuthCallback } from "./complete-oauth";
import { connectByToken } from "./connect-by-token";
import { getConnect } from "./get-connect";
import { listObjectTypes } from "./list-object-types";
import { listPortals } from "./list-portals";
import { readAccessToken } from "./portal-tokens";
import { startOAuth } from "./start-oauth";
import { tendConnections } from "./tend-connections";
import { testPortal } from "./test-portal";

// Without Enterprise: custom objects and their scopes are what such an account doesn't have.
const hubSpot = await testHubSpot({ tier: "professional" });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

const required = requiredScopes.map(({ scope }) => scope);
const companies = ["crm.objects.companies.read", "crm.objects.companies.write", "crm.schemas.companies.write"];

/** Agrees on HubSpot's page and takes what it sends back. */
async function agree(url: string, hubId?: number) {
  const page = new URL(url);
  if (hubId !== undefined) page.searchParams.set("portalId", String(hubId));
  const body = new URLSearchParams({ decision: "connect" });
  const answer = await fetch(page, { method: "POST", body, redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  return OAuthCallback.parse(Object.fromEntries(back.searchParams));
}

const readScopes = (url: string) => {
  const query = new URL(url).searchParams;
  return { required: query.get("scope")?.split(" "), optional: query.get("optional_scope")?.split(" ") ?? [] };
};

const removeScope = (portal: number, scope: string) => hubSpot.admin("POST", "/remove-scope", { portal, scope });

async function connect(kinds: string[]) {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const portal = await connectSandbox(actor, hubId, kinds);
  return { actor, hubId, portal, portalId: portal.id };
}

const accessTo = (view: { objects: readonly { kind: string }[] } | undefined, kind: string) =>
  view?.objects.find((access) => access.kind === kind);

test("HubSpot is asked for what was chosen, and for nothing else", async () => {
  const actor = await makeWorkspace();
  const nothing = await startOAuth(actor, { kinds: [], portalId: null });
  expect(readScopes(nothing.url)).toEqual({ required, optional: [] });
  const some = await startOAuth(actor, { kinds: ["companies", "tickets"], portalId: null });
  expect(readScopes(some.url)).toEqual({ required, optional: [...companies, "tickets"] });
});

test("everything that the connect screen offers can be chosen, and nothing that it doesn't", async () => {
  const actor = await makeWorkspace();
  const { choices } = getConnect(actor);
  expect(choices.map(({ kind }) => kind)).toEqual([
    "contacts",
    "companies",
    "deals",
    "tickets",
    "products",
    "line_items",
    "custom",
  ]);
  for (const { kind, scopes } of choices) {
    const { url } = await startOAuth(actor, { kinds: [kind], portalId: null });
    expect(readScopes(url).optional.toSorted()).toEqual(scopes.map(({ scope }) => scope).toSorted());
  }
  await expect(startOAuth(actor, { kinds: ["quotes"], portalId: null })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("quotes"),
  });
});

test("a portal tells for each kind what was granted and what is missing", async () => {
  const { portal } = await connect(["companies"]);
  expect(accessTo(portal, "contacts")).toEqual({
    kind: "contacts",
    label: "Contacts",
    canRead: true,
    canWrite: true,
    canChangeProperties: false,
    missingScopes: ["crm.schemas.contacts.write"],
    syncs: 0,
  });
  expect(accessTo(portal, "companies")).toMatchObject({ canWrite: true, canChangeProperties: true, missingScopes: [] });
  expect(accessTo(portal, "deals")).toMatchObject({ canRead: false, canWrite: false });
});

test("an account that lacks a feature is connected with the rest, and says what was refused", async () => {
  const actor = await makeWorkspace();
  const { url } = await startOAuth(actor, { kinds: ["companies", "custom"], portalId: null });
  const { portal, refusedScopes } = await completeOAuth(actor, await agree(url, hubSpot.takePortal().hubId));
  expect(refusedScopes).toEqual([
    "crm.schemas.custom.read",
    "crm.objects.custom.read",
    "crm.objects.custom.write",
    "crm.schemas.custom.write",
  ]);
  expect(portal.grantedScopes).toEqual([...required, ...companies]);
  expect(accessTo(portal, "custom")).toMatchObject({ canRead: false, canWrite: false, missingScopes: refusedScopes });
  const types = await listObjectTypes(actor, { portalId: portal.id });
  expect(types.at(-1)).toMatchObject({
    objectTypeId: "custom",
    kind: "custom",
    canWrite: false,
    whyNot: expect.stringContaining("crm.schemas.custom.read"),
    fix: expect.stringContaining("Enterprise"),
  });
});

test("asking again keeps what was granted, chooses the account, and keeps the portal", async () => {
  const { actor, hubId, portal } = await connect(["companies"]);
  const { url } = await startOAuth(actor, { kinds: ["deals"], portalId: portal.id });
  expect(new URL(url).pathname).toBe(`/oauth/${hubId}/authorize`);
  const { optional } = readScopes(url);
  expect(optional).toEqual(expect.arrayContaining([...companies, "crm.objects.deals.write"]));
  const { portal: again, refusedScopes } = await completeOAuth(actor, await agree(url));
  expect(refusedScopes).toEqual([]);
  expect(again.id).toBe(portal.id);
  expect(accessTo(again, "companies")).toMatchObject({ canWrite: true });
  expect(accessTo(again, "deals")).toMatchObject({ canWrite: true, missingScopes: [] });
});

test("another account than the one that was meant changes nothing", async () => {
  const { actor, portal } = await connect(["companies"]);
  const other = hubSpot.takePortal();
  const { url } = await startOAuth(actor, { kinds: ["deals"], portalId: portal.id });
  const page = new URL(url);
  page.pathname = "/oauth/authorize";
  const callback = await agree(page.href, other.hubId);
  await expect(completeOAuth(actor, callback)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining(String(other.hubId)),
  });
  expect(await listPortals(actor)).toEqual([portal]);
  await expect(readAccessToken(portal.id, null)).resolves.toBeDefined();
});

test("nobody asks for more in somebody else's portal", async () => {
  const { portalId } = await connect([]);
  const stranger = await makeWorkspace();
  await expect(startOAuth(stranger, { kinds: ["deals"], portalId })).rejects.toMatchObject({ code: "not_found" });
});

test("a connection that was begun and never ended is forgotten after its half hour", async () => {
  const actor = await makeWorkspace();
  await startOAuth(actor, { kinds: [], portalId: null });
  const count = () => getDb().oAuthAttempt.count({ where: { userId: actor.userId } });
  await tendConnections(new Date(Date.now() + 29 * 60_000));
  expect(await count()).toBe(1);
  await tendConnections(new Date(Date.now() + 31 * 60_000));
  expect(await count()).toBe(0);
});

test("the test of a portal learns which scopes are left, and forgets old refusals", async () => {
  const { actor, hubId, portalId } = await connect(["companies", "deals"]);
  await getDb().portal.update({ where: { id: portalId }, data: { deniedScopes: ["crm.objects.companies.write"] } });
  await removeScope(hubId, "crm.objects.deals.write");
  await testPortal(actor, { portalId });
  const [view] = await listPortals(actor);
  expect(accessTo(view, "companies")).toMatchObject({ canWrite: true });
  expect(accessTo(view, "deals")).toMatchObject({ canWrite: false, missingScopes: ["crm.objects.deals.write"] });
});

test("of a pasted token everything is unknown until HubSpot refuses it", async () => {
  const actor = await makeWorkspace();
  const { hubId, token } = hubSpot.takePortal();
  const { id: portalId, objects } = await connectByToken(actor, { token, portalId: null });
  expect(objects.map(({ canRead, canWrite }) => [canRead, canWrite])).toEqual(objects.map(() => [null, null]));
  await removeScope(hubId, "crm.objects.deals.read");

  const lines = await testPortal(actor, { portalId });
  expect(lines.map(({ id, status }) => [id, status])).toEqual([
    ["token", "passed"],
    ["account", "passed"],
    ["use:contacts", "passed"],
    ["use:companies", "passed"],
    ["use:deals", "skipped"],
    ["use:tickets", "passed"],
    ["use:products", "passed"],
    ["use:line_items", "passed"],
    ["use:custom", "passed"],
  ]);
  expect(lines[4]?.detail).toContain("crm.objects.deals.read");
  const [view] = await listPortals(actor);
  expect(accessTo(view, "deals")).toMatchObject({ canRead: false, missingScopes: ["crm.objects.deals.read"] });
  expect(accessTo(view, "companies")).toMatchObject({ canRead: null, missingScopes: [] });
  const deals = (await listObjectTypes(actor, { portalId })).find(({ objectTypeId }) => objectTypeId === "0-3");
  expect(deals).toMatchObject({
    canRead: false,
    whyNot: expect.stringContaining("crm.objects.deals.read"),
    fix: expect.stringContaining("Add it to the token"),
  });
});

test("what a pasted token may not write is known once it is connected, and by its test", async () => {
  const actor = await makeWorkspace();
  const { hubId, token } = hubSpot.takePortal();
  await removeScope(hubId, "crm.objects.companies.write");
  const { id: portalId, objects } = await connectByToken(actor, { token, portalId: null });
  const companies = { canRead: null, canWrite: false, missingScopes: ["crm.objects.companies.write"] };
  expect(objects.find(({ kind }) => kind === "companies")).toMatchObject(companies);
  expect(objects.find(({ kind }) => kind === "deals")).toMatchObject({ canWrite: null });
  const line = (await testPortal(actor, { portalId })).find(({ id }) => id === "use:companies");
  expect(line).toMatchObject({ status: "skipped", detail: expect.stringContaining("crm.objects.companies.write") });
  const type = (await listObjectTypes(actor, { portalId })).find(({ objectTypeId }) => objectTypeId === "0-2");
  expect(type?.whyNot).toContain("crm.objects.companies.write");
  expect(await hubSpot.listRecords(hubId, "companies")).toEqual([]);
});

test("an account without custom objects says so in a line", async () => {
  const actor = await makeWorkspace();
  const { id: portalId } = await connectByToken(actor, { token: hubSpot.takePortal().token, portalId: null });
  expect((await listObjectTypes(actor, { portalId })).at(-1)).toMatchObject({
    objectTypeId: "custom",
    label: "Custom objects",
    whyNot: "This account has no custom objects.",
    missingScopes: [],
  });
});
