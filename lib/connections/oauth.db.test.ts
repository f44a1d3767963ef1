import { expect, test } from "vitest";
import { getDb, getPool } from "@/lib/db";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { completeOAuth, OAuthCallback } from "./complete-oauth";
import { getConnect } from "./get-connect";
import { listPortals } from "./list-portals";
import { startOAuth } from "./start-oauth";

const hubSpot = await testHubSpot();
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

/** Agrees on HubSpot's page and takes what it sends back. */
async function agree(url: string, hubId: number) {
  const page = new URL(url);
  page.searchParams.set("portalId", String(hubId));
  const body = new URLSearchParams({ decision: "connect" });
  const answer = await fetch(page, { method: "POST", body, redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  return OAuthCallback.parse(Object.fromEntries(back.searchParams));
}

const anyAccount = { kinds: [], portalId: null };

const begunByAnother = { code: "not_found", message: expect.stringContaining("Begin again") };

test("a portal is connected through HubSpot's pages, with what was granted and what the account says", async () => {
  const actor = await makeWorkspace();
  const { hubId, domain } = hubSpot.takePortal();
  const view = await connectSandbox(actor, hubId);
  expect(view).toMatchObject({
    hubId: String(hubId),
    domain,
    timeZone: "Europe/Berlin",
    currency: "EUR",
    authKind: "oauth",
    status: "connected",
    reason: null,
  });
  const { requiredScopes } = getConnect(actor);
  expect(view.grantedScopes).toEqual(expect.arrayContaining(requiredScopes.map(({ scope }) => scope)));
  expect(await listPortals(actor)).toEqual([view]);
  expect(await listAuditActions(actor)).toEqual(["portal.connected"]);
});

test("tokens, verifiers and states are nowhere in the database in clear", async () => {
  const actor = await makeWorkspace();
  const { url } = await startOAuth(actor, anyAccount);
  const state = new URL(url).searchParams.get("state") ?? "";
  const { rows: attempts } = await getPool().query(
    'select a::text as row, a."sealedVerifier" as sealed from "OAuthAttempt" a where "userId" = $1',
    [actor.userId],
  );
  expect(attempts).toHaveLength(1);
  expect(attempts[0].row).not.toContain(state);
  expect(attempts[0].sealed).toMatch(/^s1\.test\./);

  const {
    portal: { id },
  } = await completeOAuth(actor, await agree(url, hubSpot.takePortal().hubId));
  const { rows } = await getPool().query(
    'select p::text as row, p."sealedTokens" as sealed from "Portal" p where id = $1',
    [id],
  );
  expect(rows[0].sealed).toMatch(/^s1\.test\./);
  expect(rows[0].row).not.toMatch(/accessToken|na1-[0-9a-f]{8}-/);
  expect(JSON.stringify(await listPortals(actor))).not.toContain("sealed");
});

test("a state works once", async () => {
  const actor = await makeWorkspace();
  const { url } = await startOAuth(actor, anyAccount);
  const callback = await agree(url, hubSpot.takePortal().hubId);
  await completeOAuth(actor, callback);
  await expect(completeOAuth(actor, callback)).rejects.toMatchObject(begunByAnother);
});

test("the same way back, opened twice at once, connects once", async () => {
  const actor = await makeWorkspace();
  const { url } = await startOAuth(actor, anyAccount);
  const callback = await agree(url, hubSpot.takePortal().hubId);
  const tries = await Promise.allSettled([completeOAuth(actor, callback), completeOAuth(actor, callback)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tries).toContainEqual({ status: "rejected", reason: expect.objectContaining({ code: "not_found" }) });
  expect(await listPortals(actor)).toHaveLength(1);
});

test("a state is good for the person who began only, and for them still after somebody else tried it", async () => {
  const actor = await makeWorkspace();
  const colleague = await addMember(actor.workspaceId, "editor");
  const stranger = await makeWorkspace();
  const { url } = await startOAuth(actor, anyAccount);
  const callback = await agree(url, hubSpot.takePortal().hubId);
  await expect(completeOAuth(colleague, callback)).rejects.toMatchObject(begunByAnother);
  await expect(completeOAuth(stranger, callback)).rejects.toMatchObject(begunByAnother);
  await expect(completeOAuth(actor, callback)).resolves.toMatchObject({ portal: { status: "connected" } });
});

test("a state that is older than half an hour connects nothing", async () => {
  const actor = await makeWorkspace();
  const { url } = await startOAuth(actor, anyAccount);
  const { expiresAt, id } = await getDb().oAuthAttempt.findFirstOrThrow({ where: { userId: actor.userId } });
  expect(Math.round((expiresAt.getTime() - Date.now()) / 60_000)).toBe(30);
  await getDb().oAuthAttempt.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
  const callback = await agree(url, hubSpot.takePortal().hubId);
  await expect(completeOAuth(actor, callback)).rejects.toMatchObject(begunByAnother);
  expect(await listPortals(actor)).toEqual([]);
});

test("a code that HubSpot doesn't know is refused with what to do, and leaves no portal", async () => {
  const actor = await makeWorkspace();
  const state = new URL((await startOAuth(actor, anyAccount)).url).searchParams.get("state") ?? "";
  await expect(completeOAuth(actor, { code: "made-up", state })).rejects.toMatchObject({
    code: "hubspot_refused",
    message: expect.stringContaining("Begin the connection again"),
  });
  expect(await listPortals(actor)).toEqual([]);
});

test("a viewer connects nothing", async () => {
  const viewer = await addMember((await makeWorkspace()).workspaceId, "viewer");
  await expect(startOAuth(viewer, anyAccount)).rejects.toMatchObject({ code: "forbidden" });
  await expect(completeOAuth(viewer, { code: "c", state: "s" })).rejects.toMatchObject({ code: "forbidden" });
});

test("one portal may be connected by two workspaces, each with tokens of its own", async () => {
  const [one, other] = [await makeWorkspace(), await makeWorkspace()];
  const { hubId } = hubSpot.takePortal();
  const ids = [(await connectSandbox(one, hubId)).id, (await connectSandbox(other, hubId)).id];
  expect(new Set(ids).size).toBe(2);
  expect(await listPortals(one)).toMatchObject([{ id: ids[0] }]);
});

test.each([503, 429])(
  "an account whose domain HubSpot doesn't tell (%i) is connected by its number",
  async (status) => {
    const actor = await makeWorkspace();
    const { hubId, domain } = hubSpot.takePortal();
    const fault = { match: { path: "/introspect" }, kind: "status", status, headers: { "retry-after": "10" } };
    await hubSpot.admin("POST", "/faults", fault);
    expect(await connectSandbox(actor, hubId)).toMatchObject({ domain: `Portal ${hubId}`, status: "connected" });
    // Once it is known, it stays.
    expect(await connectSandbox(actor, hubId)).toMatchObject({ domain });
    await hubSpot.admin("POST", "/faults", fault);
    expect(await connectSandbox(actor, hubId)).toMatchObject({ domain });
  },
);

test("a grant that doesn't tell its scopes counts as what HubSpot's page never does without", async () => {
  const actor = await makeWorkspace();
  const { hubId, token } = hubSpot.takePortal();
  const { url } = await startOAuth(actor, { kinds: ["companies"], portalId: null });
  const body = { access_token: token, refresh_token: "na1-fresh", expires_in: 1800, hub_id: hubId };
  await hubSpot.admin("POST", "/faults", { match: { path: "/token" }, kind: "status", status: 200, body });
  const { portal, refusedScopes } = await completeOAuth(actor, await agree(url, hubId));
  expect(portal.grantedScopes).toEqual(getConnect(actor).requiredScopes.map(({ scope }) => scope));
  expect(refusedScopes).toContain("crm.objects.companies.write");
});
