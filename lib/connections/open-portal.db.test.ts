import { expect, test } from "vitest";
import { z } from "zod";
import { getDb } from "@/lib/db";
import { readAccount } from "@/lib/hubspot/account";
import { type HubSpotClient, HubSpotPause } from "@/lib/hubspot/client";
import { createLimiter, type Limiter } from "@/lib/hubspot/limiter";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { connectByToken } from "./connect-by-token";
import { disconnectPortal } from "./disconnect-portal";
import { listPortals } from "./list-portals";
import { openPortal } from "./open-portal";
import { readAccessToken, tokenOf } from "./portal-tokens";
import { setReserve } from "./set-reserve";

const hubSpot = await testHubSpot({ portals: 24 });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

const notFound = { code: "not_found", message: "No portal of this workspace has that id." };

async function connect() {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  return { actor, hubId, portalId };
}

const letExpire = (id: string) => getDb().portal.update({ where: { id }, data: { tokenExpiresAt: new Date() } });
const readKept = (id: string) => getDb().portal.findUniqueOrThrow({ where: { id }, omit: { sealedTokens: false } });

const callAccount = (token: string) =>
  fetch(`${hubSpot.apiUrl}/account-info/2026-09/details`, { headers: { authorization: `Bearer ${token}` } });

const dealScopes = ["crm.objects.deals.read", "crm.objects.deals.write", "crm.schemas.deals.read"];

async function readDeals(client: HubSpotClient): Promise<void> {
  const path = "/crm/objects/2026-09/0-3";
  await client.request({ method: "GET", path, schema: z.unknown(), isSafeToRepeat: true });
}

async function removeDealScopes(hubId: number): Promise<void> {
  for (const scope of dealScopes) await hubSpot.admin("POST", "/remove-scope", { portal: hubId, scope });
}

test("scopes that HubSpot misses are remembered once, and forgotten when the portal is connected again", async () => {
  const { actor, hubId, portalId } = await connect();
  await removeDealScopes(hubId);
  const client = openPortal(portalId);
  const tries = await Promise.allSettled([readDeals(client), readDeals(client), readDeals(client)]);
  for (const result of tries) {
    expect(result).toMatchObject({ reason: expect.objectContaining({ code: "hubspot_scope_missing" }) });
  }
  const { deniedScopes } = await readKept(portalId);
  expect(deniedScopes).toContain("crm.objects.deals.read");
  expect(deniedScopes).toEqual([...new Set(deniedScopes)]);
  await connectSandbox(actor, hubId);
  expect((await readKept(portalId)).deniedScopes).toEqual([]);
});

test("a refusal of the connection before doesn't speak of the one after", async () => {
  const { actor, hubId, portalId } = await connect();
  const before = openPortal(portalId);
  await readAccount(before);
  await connectSandbox(actor, hubId);
  await removeDealScopes(hubId);
  await expect(readDeals(before)).rejects.toMatchObject({ code: "hubspot_scope_missing" });
  expect((await readKept(portalId)).deniedScopes).toEqual([]);
});

test("of scopes that HubSpot wants all together, only those that were never granted count as missing", async () => {
  const { portalId } = await connect();
  const context = { requiredGranularScopes: ["crm.objects.deals.read", "settings.users.read"] };
  await hubSpot.admin("POST", "/faults", {
    match: { path: "/0-3" },
    kind: "status",
    status: 403,
    body: { category: "MISSING_SCOPES", errors: [{ message: "All of the following scopes are required.", context }] },
  });
  await expect(readDeals(openPortal(portalId))).rejects.toMatchObject({ code: "hubspot_scope_missing" });
  expect((await readKept(portalId)).deniedScopes).toEqual(["settings.users.read"]);
});

test("the limit of the day pauses until midnight in the portal's own zone", async () => {
  const { hubId, portalId } = await connect();
  // A zone in which it is noon, whenever this runs.
  const ahead = 12 - new Date().getUTCHours();
  const timeZone = `Etc/GMT${ahead < 0 ? "+" : "-"}${Math.abs(ahead)}`;
  await getDb().portal.update({ where: { id: portalId }, data: { timeZone } });
  await hubSpot.admin("POST", "/daily-limit", { portal: hubId, limit: 1 });
  const client = openPortal(portalId);
  await hubSpot.admin("POST", "/foreign-calls", { portal: hubId, calls: 1 });
  const pause = await readAccount(client).catch((error: unknown) => error);
  if (!(pause instanceof HubSpotPause)) throw pause;
  expect(pause.reason).toContain(`midnight in ${timeZone}`);
  const hoursAhead = (pause.until.getTime() - Date.now()) / 3_600_000;
  expect(hoursAhead).toBeGreaterThan(10.9);
  expect(hoursAhead).toBeLessThanOrEqual(12);
  expect((pause.until.getTime() + ahead * 3_600_000) % 86_400_000).toBe(0);
});

test("the reserve is the instance's until somebody sets it, and the limiter that is kept follows", async () => {
  const { actor, portalId } = await connect();
  const shares: number[] = [];
  const limiter: Limiter = { ...createLimiter(), setReserveShare: (share) => void shares.push(share) };
  const kept = globalThis as typeof globalThis & { sluiceLimiters?: Map<string, Limiter> };
  kept.sluiceLimiters?.set(portalId, limiter) ??
    Object.assign(kept, { sluiceLimiters: new Map([[portalId, limiter]]) });
  await readAccount(openPortal(portalId));
  expect(await setReserve(actor, { portalId, reserveShare: 0.35 })).toMatchObject({
    reserveShare: 0.35,
    isReserveInherited: false,
  });
  await readAccount(openPortal(portalId));
  expect(await setReserve(actor, { portalId, reserveShare: null })).toMatchObject({
    reserveShare: 0.1,
    isReserveInherited: true,
  });
  await readAccount(openPortal(portalId));
  expect(shares).toEqual([0.1, 0.35, 0.1]);
  expect(await listAuditActions(actor)).toEqual([
    "portal.connected",
    "portal.reserve_changed",
    "portal.reserve_changed",
  ]);
});

test("the reserve of somebody else's portal stays as it is, and a viewer sets none", async () => {
  const { actor, portalId } = await connect();
  const input = { portalId, reserveShare: 0.5 };
  await expect(setReserve(await makeWorkspace(), input)).rejects.toMatchObject(notFound);
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(setReserve(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
  expect((await readKept(portalId)).reserveShare).toBeNull();
});

test("disconnecting takes the app out of the account, also with an access token that has just expired", async () => {
  const { actor, hubId, portalId } = await connect();
  await letExpire(portalId);
  await hubSpot.admin("POST", "/clock", { advanceMs: 31 * 60_000 });
  const count = await hubSpot.countCalls();
  await disconnectPortal(actor, { portalId });
  expect(await count("/external-install")).toBe(1);
  expect(await readKept(portalId)).toMatchObject({ sealedTokens: null, disconnectedAt: expect.any(Date) });
  // Gone at HubSpot, too: whoever connects again begins a new install.
  expect(await connectSandbox(actor, hubId)).toMatchObject({ id: portalId, status: "connected" });
});

test("while HubSpot is down, disconnecting forgets the tokens all the same and says what is left to do", async () => {
  const { actor, portalId } = await connect();
  const { tokens } = await readAccessToken(portalId, null);
  const fault = { match: { path: "/external-install" }, kind: "status", status: 503 };
  await hubSpot.admin("POST", "/faults", { ...fault, headers: { "retry-after": "120" } });
  await disconnectPortal(actor, { portalId });
  expect(await readKept(portalId)).toMatchObject({ sealedTokens: null });
  expect((await callAccount(tokenOf(tokens))).status).toBe(200);
  const events = await getDb().auditEvent.findMany({ where: { action: "portal.disconnected", targetId: portalId } });
  expect(events).toMatchObject([{ summary: expect.stringContaining("may have to be uninstalled there") }]);
});

test("disconnecting an account that has uninstalled the app leaves nothing to do", async () => {
  const { actor, hubId, portalId } = await connect();
  await hubSpot.admin("POST", "/uninstall", { portal: hubId });
  await disconnectPortal(actor, { portalId });
  const [event] = await getDb().auditEvent.findMany({ where: { action: "portal.disconnected", targetId: portalId } });
  expect(event?.summary).toMatch(/^Disconnected the portal [\w.-]+$/);
});

test("a token of another account than the portal it is meant for changes nothing", async () => {
  const { actor, hubId, portalId } = await connect();
  const before = await readKept(portalId);
  const other = hubSpot.takePortal();
  await expect(connectByToken(actor, { token: other.token, portalId })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining(`This token belongs to portal ${other.hubId}, not to ${hubId}`),
  });
  expect(await readKept(portalId)).toEqual(before);
  expect(await listPortals(actor)).toHaveLength(1);
});

test("a token of the portal that it is meant for takes the place of the grant", async () => {
  const actor = await makeWorkspace();
  const { hubId, token } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  expect(await connectByToken(actor, { token, portalId })).toMatchObject({ id: portalId, authKind: "token" });
  expect(tokenOf((await readAccessToken(portalId, null)).tokens)).toBe(token);
});

test("a token meant for somebody else's portal says that there is none", async () => {
  const { portalId } = await connect();
  const stranger = await makeWorkspace();
  const { token } = hubSpot.takePortal();
  await expect(connectByToken(stranger, { token, portalId })).rejects.toMatchObject(notFound);
  expect(await listPortals(stranger)).toEqual([]);
});
