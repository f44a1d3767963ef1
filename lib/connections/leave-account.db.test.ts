import { afterEach, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { getDb } from "@/lib/db";
import { readAccount } from "@/lib/hubspot/account";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { completeOAuth, OAuthCallback } from "./complete-oauth";
import { connectByToken } from "./connect-by-token";
import { disconnectPortal } from "./disconnect-portal";
import { openPortal } from "./open-portal";
import { startOAuth } from "./start-oauth";

const hubSpot = await testHubSpot({ portals: 24 });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });

afterEach(() => hubSpot.admin("DELETE", "/faults"));

async function connect(hubId = hubSpot.takePortal().hubId) {
  const actor = await makeWorkspace();
  const { id: portalId } = await connectSandbox(actor, hubId);
  return { actor, hubId, portalId, disconnect: () => disconnectPortal(actor, { portalId }) };
}

/** Comes back from HubSpot with another account than the portal that was meant. */
async function comeBackWith(hubId: number, actor: Actor, portalId: string) {
  const page = new URL((await startOAuth(actor, { kinds: [], portalId })).url);
  page.pathname = "/oauth/authorize";
  page.searchParams.set("portalId", String(hubId));
  const body = new URLSearchParams({ decision: "connect" });
  const answer = await fetch(page, { method: "POST", body, redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  return completeOAuth(actor, OAuthCallback.parse(Object.fromEntries(back.searchParams)));
}

const failUninstall = (fault: object) =>
  hubSpot.admin("POST", "/faults", { match: { path: "/external-install" }, kind: "status", ...fault });

const uninstall = "/external-install";

test("an account that two workspaces share keeps the app until the last of them leaves", async () => {
  const one = await connect();
  const other = await connect(one.hubId);
  const count = await hubSpot.countCalls();
  expect(await one.disconnect()).toEqual({ app: "kept" });
  expect(await count(uninstall)).toBe(0);
  await expect(readAccount(openPortal(other.portalId))).resolves.toMatchObject({ hubId: one.hubId });

  expect(await other.disconnect()).toEqual({ app: "uninstalled" });
  expect(await count(uninstall)).toBe(1);
});

test("two workspaces that leave an account at once don't leave the app behind", async () => {
  const one = await connect();
  const other = await connect(one.hubId);
  const fates = await Promise.all([one.disconnect(), other.disconnect()]);
  expect(fates).toContainEqual({ app: "uninstalled" });
});

test("only a working connection by the app keeps it in an account", async () => {
  const { hubId, token } = hubSpot.takePortal();
  await connectByToken(await makeWorkspace(), { token, portalId: null });
  const ended = await connect(hubId);
  await getDb().portal.update({ where: { id: ended.portalId }, data: { reconnectReason: "Revoked." } });
  const { disconnect } = await connect(hubId);
  expect(await disconnect()).toEqual({ app: "uninstalled" });
});

test("what HubSpot wasn't asked for isn't told as done", async () => {
  const { hubId, portalId, actor, disconnect } = await connect();
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "Revoked." } });
  const count = await hubSpot.countCalls();
  expect(await disconnect()).toEqual({ app: "ended" });
  await connectByToken(actor, { token: hubSpot.tokenOf(hubId), portalId });
  expect(await disconnect()).toEqual({ app: "none" });
  expect(await count(uninstall)).toBe(0);
});

test("an app that HubSpot no longer knows is told as ended", async () => {
  const { hubId, disconnect } = await connect();
  await hubSpot.admin("POST", "/uninstall", { portal: hubId });
  expect(await disconnect()).toEqual({ app: "ended" });
});

test.each([503, 429])(
  "a wait that HubSpot asks for (%i) and nobody has time for ends it, and nothing comes after",
  async (status) => {
    const { actor, hubId, portalId, disconnect } = await connect();
    await failUninstall({ status, headers: { "retry-after": "20" } });
    const count = await hubSpot.countCalls();
    expect(await disconnect()).toEqual({ app: "unknown" });
    expect(await count(uninstall)).toBe(1);
    await connectSandbox(actor, hubId);
    await expect(readAccount(openPortal(portalId))).resolves.toMatchObject({ hubId });
  },
  10_000,
);

test("whoever connects again while HubSpot lets the uninstall wait keeps the app and the new tokens", async () => {
  const { actor, hubId, portalId, disconnect } = await connect();
  await failUninstall({ status: 503, headers: { "retry-after": "3" } });
  const count = await hubSpot.countCalls();
  const disconnecting = disconnect();
  await vi.waitFor(async () => expect(await count(uninstall)).toBe(1));
  await connectSandbox(actor, hubId);
  expect(await disconnecting).toEqual({ app: "kept" });
  expect(await count(uninstall)).toBe(1);
  await expect(readAccount(openPortal(portalId))).resolves.toMatchObject({ hubId });
});

test("an account that was come back with by mistake loses the app again", async () => {
  const { actor, portalId } = await connect();
  const other = hubSpot.takePortal();
  const count = await hubSpot.countCalls();
  await expect(comeBackWith(other.hubId, actor, portalId)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining(`The app was taken out of ${other.hubId} again`),
  });
  expect(await count(uninstall)).toBe(1);
  await expect(readAccount(openPortal(portalId))).resolves.toBeDefined();
});

test("an account that was come back with by mistake keeps the app where somebody here is connected by it", async () => {
  const { actor, portalId } = await connect();
  const other = await connect();
  const count = await hubSpot.countCalls();
  await expect(comeBackWith(other.hubId, actor, portalId)).rejects.toMatchObject({
    message: expect.stringContaining(`The app stays in ${other.hubId}`),
  });
  expect(await count(uninstall)).toBe(0);
  await expect(readAccount(openPortal(other.portalId))).resolves.toMatchObject({ hubId: other.hubId });
});

test("an app that couldn't be taken out again is told with where to remove it", async () => {
  const { actor, portalId } = await connect();
  await failUninstall({ status: 503, headers: { "retry-after": "20" } });
  await expect(comeBackWith(hubSpot.takePortal().hubId, actor, portalId)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("Connected apps"),
  });
});
