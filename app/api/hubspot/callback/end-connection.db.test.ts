import { afterEach, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { listPortals } from "@/lib/connections/list-portals";
import { startOAuth } from "@/lib/connections/start-oauth";
import { getDb } from "@/lib/db";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { endConnection } from "./end-connection";

const hubSpot = await testHubSpot({ portals: 24 });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

afterEach(() => hubSpot.admin("DELETE", "/faults"));

const begin = async (actor: Actor, portalId: string | null = null) =>
  (await startOAuth(actor, { kinds: [], portalId })).url;

/** Decides on HubSpot's page; null where HubSpot keeps the browser. */
async function decide(url: string, hubId: number, decision: "connect" | "cancel"): Promise<URLSearchParams | null> {
  const page = new URL(url);
  page.pathname = "/oauth/authorize";
  page.searchParams.set("portalId", String(hubId));
  const answer = await fetch(page, { method: "POST", body: new URLSearchParams({ decision }), redirect: "manual" });
  const location = answer.headers.get("location");
  return location === null ? null : new URL(location).searchParams;
}

async function agree(url: string, hubId: number): Promise<URLSearchParams> {
  const back = await decide(url, hubId, "connect");
  if (!back) throw new Error("HubSpot didn't send the browser back.");
  return back;
}

const failTokens = (fault: object) =>
  hubSpot.admin("POST", "/faults", { match: { path: "/oauth/" }, kind: "status", ...fault });

test("whoever agrees comes back connected, once", async () => {
  const actor = await makeWorkspace();
  const back = await agree(await begin(actor), hubSpot.takePortal().hubId);
  expect(await endConnection(actor, back)).toBe("connected");
  expect(await endConnection(actor, back)).toBe("expired");
});

test("whoever cancels is told so where HubSpot sends them back, and can go on where it doesn't", async () => {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const url = await begin(actor);
  expect(await decide(url, hubId, "cancel")).toBeNull();

  await hubSpot.admin("POST", "/switches", { redirectsOnCancel: true });
  const back = await decide(url, hubId, "cancel");
  await hubSpot.admin("POST", "/switches", { redirectsOnCancel: false });
  expect(await endConnection(actor, back ?? new URLSearchParams())).toBe("denied");
  expect(await listPortals(actor)).toEqual([]);
  expect(await endConnection(actor, await agree(url, hubId))).toBe("connected");
});

test.each([
  ["error=invalid_scope&state=s", "scopes_refused"],
  ["error=consent_required&state=s", "refused"],
  ["error=Call%20us%20now", "refused"],
  ["error=&code=c&state=s", "refused"],
  ["", "incomplete"],
  ["code=c", "incomplete"],
  ["state=s", "incomplete"],
])("an address with “%s” is no cancellation", async (query, outcome) => {
  expect(await endConnection(await makeWorkspace(), new URLSearchParams(query))).toBe(outcome);
});

test("a code that HubSpot doesn't know blames nobody's secret", async () => {
  const actor = await makeWorkspace();
  const state = new URL(await begin(actor)).searchParams.get("state") ?? "";
  expect(await endConnection(actor, new URLSearchParams({ code: "made-up", state }))).toBe("code_refused");
});

test.each([
  ["client_secret_refused", { status: 400, body: { status: "BAD_CLIENT_SECRET" } }],
  ["account_gone", { status: 400, body: { status: "BAD_HUB", error: "access_denied" } }],
  ["refused", { status: 400, body: { status: "BAD_NEWS" } }],
  ["rate_limited", { status: 429, headers: { "retry-after": "60" } }],
  ["unreachable", { status: 503 }],
])("HubSpot's token service can end it as %s", async (outcome, fault) => {
  const actor = await makeWorkspace();
  const back = await agree(await begin(actor), hubSpot.takePortal().hubId);
  await failTokens(fault);
  expect(await endConnection(actor, back)).toBe(outcome);
});

test("a fault of our own isn't blamed on HubSpot", async () => {
  const actor = await makeWorkspace();
  const back = await agree(await begin(actor), hubSpot.takePortal().hubId);
  await getDb().oAuthAttempt.updateMany({ where: { userId: actor.userId }, data: { sealedVerifier: "broken" } });
  expect(await endConnection(actor, back)).toBe("failed");
});

test("another account, another role and another person are told apart", async () => {
  const actor = await makeWorkspace();
  const portal = await connectSandbox(actor, hubSpot.takePortal().hubId, []);
  const back = await agree(await begin(actor, portal.id), hubSpot.takePortal().hubId);
  expect(await endConnection(await addMember(actor.workspaceId, "viewer"), back)).toBe("forbidden");
  expect(await endConnection(await makeWorkspace(), back)).toBe("expired");
  expect(await endConnection(actor, back)).toBe("other_account");
});
