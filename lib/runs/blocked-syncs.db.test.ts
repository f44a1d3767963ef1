import { expect, test } from "vitest";
import { completeOAuth, OAuthCallback } from "@/lib/connections/complete-oauth";
import { connectByToken } from "@/lib/connections/connect-by-token";
import { startOAuth } from "@/lib/connections/start-oauth";
import { tendConnections } from "@/lib/connections/tend-connections";
import { testPortal } from "@/lib/connections/test-portal";
import { getDb, getPool } from "@/lib/db";
import { beginRun, carryOut, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { getSync } from "@/lib/syncs/get-sync";
import { listSyncs } from "@/lib/syncs/list-syncs";
import { updateSync } from "@/lib/syncs/update-sync";
import { fireDueSyncs } from "./fire-due-syncs";
import { getOverview } from "./get-overview";
import { getRun } from "./get-run";
import { startRun } from "./start-run";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const write = "crm.objects.contacts.write";
const ignore = async () => {};
const removeScope = (portal: number, scope: string) => hubSpot.admin("POST", "/remove-scope", { portal, scope });
const letExpire = (id: string) => getDb().portal.update({ where: { id }, data: { tokenExpiresAt: new Date(0) } });
const countRuns = (syncId: string) => getDb().run.count({ where: { syncId } });

async function make(): Promise<PeopleSync> {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([{ email: "ada@example.com" }, { email: "bob@example.com" }]);
  return made;
}

/** A sync that runs every hour. */
async function makeHourly(): Promise<PeopleSync> {
  const made = await make();
  const { actor, sync, input } = made;
  await updateSync(actor, { syncId: sync.id, input: { ...input, schedule: { kind: "interval", minutes: 60 } } });
  return made;
}

async function makeDue({ id }: { id: string }): Promise<Date> {
  const now = new Date();
  await getDb().sync.update({ where: { id }, data: { nextDueAt: new Date(now.getTime() - 1_000) } });
  return now;
}

/** Goes through HubSpot's pages once more, for the portal that is there. */
async function askAgain({ actor, portalId }: PeopleSync, kinds: string[]) {
  const { url } = await startOAuth(actor, { kinds, portalId });
  const body = new URLSearchParams({ decision: "connect" });
  const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "").searchParams;
  return completeOAuth(actor, OAuthCallback.parse(Object.fromEntries(back)));
}

test("a scope that was taken away at HubSpot blocks its syncs before any run, and consent sets them going again", async () => {
  const made = await makeHourly();
  const { actor, hubId, portalId, sync } = made;
  await removeScope(hubId, write);
  await letExpire(portalId);
  await tendConnections(new Date());

  const blocked = { whyBlocked: expect.stringContaining(write) };
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject(blocked);
  expect(await listSyncs(actor)).toMatchObject([blocked]);
  expect((await getOverview(actor)).attention).toMatchObject([
    { title: expect.stringContaining("stands still"), detail: expect.stringContaining(write), href: "/connections" },
  ]);
  await expect(startRun(actor, { syncId: sync.id }, ignore)).rejects.toMatchObject({
    code: "hubspot_scope_missing",
    message: expect.stringContaining(write),
  });
  const now = await makeDue(sync);
  await fireDueSyncs(now, ignore);
  expect(await countRuns(sync.id)).toBe(0);

  await askAgain(made, []);
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ whyBlocked: null });
  expect((await getOverview(actor)).attention).toEqual([]);
  await fireDueSyncs(now, ignore);
  expect(await countRuns(sync.id)).toBe(1);
});

test("a blocked sync holds up nobody else's schedule", async () => {
  const [held, free] = [await makeHourly(), await makeHourly()];
  await getDb().portal.update({ where: { id: held.portalId }, data: { deniedScopes: [write] } });
  await makeDue(held.sync);
  await fireDueSyncs(await makeDue(free.sync), ignore);
  expect([await countRuns(held.sync.id), await countRuns(free.sync.id)]).toEqual([0, 1]);
});

test("asking for one scope more keeps every sync and all that it knows", async () => {
  const made = await make();
  const { actor, sync } = made;
  expect((await runToEnd(actor, sync.id)).ledger).toMatchObject({ created: 2 });
  const readState = async () =>
    (await getPool().query("select * from bulk.row_state where sync_id = $1 order by key", [sync.id])).rows;
  const [before, state] = [await getSync(actor, { syncId: sync.id }), await readState()];
  expect(state).toHaveLength(2);

  const { portal } = await askAgain(made, ["deals"]);
  expect(portal).toMatchObject({ id: made.portalId, syncs: 1 });
  expect(portal.grantedScopes).toContain("crm.objects.deals.write");
  expect(await getSync(actor, { syncId: sync.id })).toEqual(before);
  expect(await readState()).toEqual(state);
  expect((await runToEnd(actor, sync.id)).ledger).toMatchObject({ read: 2, unchanged: 2 });
});

test("reconnecting asks for what the syncs need, whatever was granted", async () => {
  const { actor, portalId, sync } = await make();
  await getDb().sync.update({ where: { id: sync.id }, data: { objectTypeId: "0-3" } });
  await getDb().portal.update({ where: { id: portalId }, data: { grantedScopes: [] } });
  const { url } = await startOAuth(actor, { kinds: [], portalId });
  expect(new URL(url).searchParams.get("optional_scope")).toBe(
    "crm.objects.deals.read crm.objects.deals.write crm.schemas.deals.write",
  );
});

test("a run finds out from the token that it refreshes, before it reads a row", async () => {
  const { actor, hubId, portalId, sync } = await make();
  const runId = await beginRun(actor, sync.id);
  await removeScope(hubId, write);
  await letExpire(portalId);
  const count = await hubSpot.countCalls();
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "failed",
    errorCode: "hubspot_scope_missing",
    errorMessage: expect.stringContaining(write),
  });
  expect(await count("/batch/")).toBe(0);
});

test("a token's missing scope fails a run before it reads a row, and from then on blocks until the portal is tested", async () => {
  const made = await make();
  const { actor, hubId, portalId, sync } = made;
  await connectByToken(actor, { token: hubSpot.tokenOf(hubId), portalId });
  const body = {
    status: "error",
    category: "MISSING_SCOPES",
    message: "This app hasn't been granted all required scopes to make this call.",
    errors: [{ message: "…", context: { requiredGranularScopes: [write] } }],
  };
  await hubSpot.admin("POST", "/faults", { match: { path: "/batch/update" }, kind: "status", status: 403, body });
  expect(await runToEnd(actor, sync.id)).toMatchObject({
    status: "failed",
    errorCode: "hubspot_scope_missing",
    ledger: { read: 0 },
  });
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ whyBlocked: expect.stringContaining(write) });
  await testPortal(actor, { portalId });
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ whyBlocked: null });
});
