import { afterEach, expect, test, vi } from "vitest";
import { getDb, inTransaction } from "@/lib/db";
import { readAccount } from "@/lib/hubspot/account";
import { HubSpotPause } from "@/lib/hubspot/client";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { fireDueSyncs } from "@/lib/runs/fire-due-syncs";
import { updateSync } from "@/lib/syncs/update-sync";
import { listPortals } from "./list-portals";
import { openPortal } from "./open-portal";
import { readAccessToken, sealTokens, tokenOf } from "./portal-tokens";

const hubSpot = await testHubSpot({ portals: 24 });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });
const warehouse = await testWarehouse();

afterEach(async () => {
  vi.useRealTimers();
  await hubSpot.admin("DELETE", "/faults");
});

async function connect() {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  return { actor, hubId, portalId };
}

const letExpire = (id: string) => getDb().portal.update({ where: { id }, data: { tokenExpiresAt: new Date() } });
const faultOfTokens = (fault: object) =>
  hubSpot.admin("POST", "/faults", { match: { path: "/oauth/" }, kind: "status", ...fault });
const repeat = <T>(times: number, work: () => Promise<T>) => Promise.all(Array.from({ length: times }, work));

/** The same module as another process would load it: nothing in it is shared with the first but the database. */
async function loadAnotherProcess() {
  vi.resetModules();
  return import("./open-portal");
}

test("a hundred calls at the moment of expiry cause one refresh, and all are answered", async () => {
  const { hubId, portalId } = await connect();
  const client = openPortal(portalId);
  await letExpire(portalId);
  const count = await hubSpot.countCalls();
  const accounts = await repeat(100, () => readAccount(client));
  expect(accounts.every((account) => account.hubId === hubId)).toBe(true);
  expect(await count("/token")).toBe(1);
  expect(await count("/account-info/")).toBe(100);
});

test("two processes with a hundred calls between them cause one refresh", async () => {
  const { portalId } = await connect();
  const other = await loadAnotherProcess();
  expect(other.openPortal).not.toBe(openPortal);
  await letExpire(portalId);
  const count = await hubSpot.countCalls();
  const clients = [openPortal(portalId), other.openPortal(portalId)];
  await Promise.all(clients.map((client) => repeat(50, () => readAccount(client))));
  expect(await count("/token")).toBe(1);
  expect(await count("/account-info/")).toBe(100);
});

test("a token that HubSpot refuses to a hundred calls at once is refreshed once", async () => {
  const { portalId } = await connect();
  const client = openPortal(portalId);
  await readAccount(client);
  // HubSpot's clock, not ours: what we hold looks good for half an hour.
  await hubSpot.admin("POST", "/clock", { advanceMs: 31 * 60_000 });
  const count = await hubSpot.countCalls();
  await repeat(100, () => readAccount(client));
  expect(await count("/token")).toBe(1);
});

test.each([true, false])(
  "the refresh token stays good over many refreshes (rotated each time: %s)",
  async (rotates) => {
    const { portalId } = await connect();
    await hubSpot.admin("POST", "/switches", { rotatesRefreshTokens: rotates });
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      await letExpire(portalId);
      await repeat(20, () => readAccount(openPortal(portalId)));
      const { tokens } = await readAccessToken(portalId, null);
      if (tokens.kind === "oauth") seen.add(tokens.refreshToken);
    }
    expect(seen.size).toBe(rotates ? 3 : 1);
    await hubSpot.admin("POST", "/switches", { rotatesRefreshTokens: false });
  },
);

test("tokens of 600 characters survive being kept", async () => {
  const { portalId } = await connect();
  const [accessToken, refreshToken] = ["a".repeat(600), "r".repeat(600)];
  const sealedTokens = sealTokens({ kind: "oauth", accessToken, refreshToken }, portalId);
  await getDb().portal.update({ where: { id: portalId }, data: { sealedTokens } });
  expect((await readAccessToken(portalId, null)).tokens).toEqual({ kind: "oauth", accessToken, refreshToken });
});

test("a token service at its limit is left alone until it said, and asks nobody to connect again", async () => {
  const { actor, portalId } = await connect();
  await letExpire(portalId);
  await faultOfTokens({ status: 429, headers: { "retry-after": "30" }, body: { message: "Limit." } });
  const count = await hubSpot.countCalls();
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => readAccount(openPortal(portalId))));
  for (const result of tries) {
    expect(result).toMatchObject({ status: "rejected", reason: expect.any(HubSpotPause) });
  }
  await expect(readAccessToken(portalId, null)).rejects.toBeInstanceOf(HubSpotPause);
  expect(await count("/token")).toBe(1);
  expect(await listPortals(actor)).toMatchObject([{ status: "connected" }]);

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
  await readAccount(openPortal(portalId));
  expect(await count("/token")).toBe(2);
});

test("a token service that is down asks nobody to connect again", async () => {
  const { actor, portalId } = await connect();
  await letExpire(portalId);
  await faultOfTokens({ status: 503, headers: { "retry-after": "10" }, body: "<html>down</html>" });
  await expect(readAccount(openPortal(portalId))).rejects.toMatchObject({ code: "hubspot_unreachable" });
  expect(await listPortals(actor)).toMatchObject([{ status: "connected" }]);
  await expect(readAccount(openPortal(portalId))).resolves.toBeDefined();
});

test.each([
  ["BAD_REFRESH_TOKEN", "uninstalled or its access revoked"],
  ["BAD_HUB", "doesn't know this account"],
])(
  "after %s the portal says what happened, its schedules stand still, and go on once it is back",
  async (status, why) => {
    const { actor, hubId, portalId, sync, input } = await makePeopleSync(hubSpot, warehouse);
    await updateSync(actor, { syncId: sync.id, input: { ...input, schedule: { kind: "interval", minutes: 60 } } });
    const now = new Date();
    const nextDueAt = new Date(now.getTime() - 1_000);
    await getDb().sync.update({ where: { id: sync.id }, data: { nextDueAt } });
    await letExpire(portalId);
    await faultOfTokens({ status: 400, body: { status, message: "no", error: "invalid_grant" } });
    await expect(readAccount(openPortal(portalId))).rejects.toMatchObject({ code: "hubspot_reconnect" });
    expect(await listPortals(actor)).toMatchObject([{ status: "reconnect", reason: expect.stringContaining(why) }]);

    const asked: string[] = [];
    const fire = () => fireDueSyncs(now, async ({ syncId }) => void asked.push(syncId));
    await fire();
    expect(asked).toEqual([]);
    expect(await getDb().sync.findUnique({ where: { id: sync.id } })).toMatchObject({ pausedAt: null, nextDueAt });

    await connectSandbox(actor, hubId);
    expect(await listPortals(actor)).toMatchObject([{ id: portalId, status: "connected", reason: null }]);
    await fire();
    expect(asked).toEqual([sync.id]);
  },
);

test("a token that somebody else has just refreshed is not handed out where HubSpot refused that very one", async () => {
  const { portalId } = await connect();
  const refused = tokenOf((await readAccessToken(portalId, null)).tokens);
  const [fresh, other] = await Promise.all([readAccessToken(portalId, refused), readAccessToken(portalId, null)]);
  expect(tokenOf(fresh.tokens)).not.toBe(refused);
  expect(tokenOf(other.tokens)).toBe(refused);
});

test("a refresh that doesn't tell the scopes leaves those that are known", async () => {
  const { actor, hubId, portalId } = await connect();
  const [before] = await listPortals(actor);
  await letExpire(portalId);
  await faultOfTokens({ status: 200, body: { access_token: "fresh", expires_in: 1800, hub_id: hubId } });
  expect(tokenOf((await readAccessToken(portalId, null)).tokens)).toBe("fresh");
  expect(before?.grantedScopes).not.toEqual([]);
  expect(await listPortals(actor)).toEqual([before]);
});

test("a grant without any scope isn't taken for a pasted token", async () => {
  const { actor, portalId } = await connect();
  await getDb().portal.update({ where: { id: portalId }, data: { grantedScopes: [] } });
  const [view] = await listPortals(actor);
  expect(view?.objects.map(({ canWrite }) => canWrite)).toEqual(view?.objects.map(() => false));
});

test("while HubSpot takes its time with a token, what points to the portal is written all the same", async () => {
  const { portalId } = await connect();
  await letExpire(portalId);
  await hubSpot.admin("POST", "/faults", { match: { path: "/oauth/" }, kind: "slow", delayMs: 3_000 });
  const count = await hubSpot.countCalls();
  const reading = readAccessToken(portalId, null);
  await vi.waitFor(async () => expect(await count("/token")).toBe(1));
  await inTransaction(async (client) => {
    await client.query("set local lock_timeout = '1s'");
    await client.query(
      `insert into "PortalObject" ("portalId", "objectTypeId", properties, "fetchedAt") values ($1, '0-1', '[]', now())`,
      [portalId],
    );
  });
  await expect(reading).resolves.toMatchObject({ expiresAt: expect.any(Date) });
});
