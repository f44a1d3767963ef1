import { expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { beginRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { pauseSync } from "@/lib/syncs/pause-sync";
import { updateSync } from "@/lib/syncs/update-sync";
import { cancelRun } from "./cancel-run";
import { fireDueSyncs } from "./fire-due-syncs";
import { getRun } from "./get-run";
import { planRun } from "./plan/plan-run";
import { prepareRun } from "./prepare-run";
import { type RunRequest, reviveQueuedRuns } from "./request-run";
import { startRun } from "./start-run";

const hubSpot = await testHubSpot({ portals: 24 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const make = () => makePeopleSync(hubSpot, warehouse);
const notFound = { code: "not_found" };
const conflict = { code: "conflict", message: expect.stringContaining("under way already") };
const ignore = async () => {};

/** Somebody who only writes down which runs were asked for. */
function createAsker() {
  const asked: RunRequest[] = [];
  return { asked, ask: async (request: RunRequest) => void asked.push(request) };
}

/** A sync that is due every hour, and its time has come. */
async function makeDue(): Promise<PeopleSync & { now: Date }> {
  const made = await make();
  const { actor, sync, input } = made;
  await updateSync(actor, { syncId: sync.id, input: { ...input, schedule: { kind: "interval", minutes: 60 } } });
  const now = new Date();
  await getDb().sync.update({ where: { id: sync.id }, data: { nextDueAt: new Date(now.getTime() - 1_000) } });
  return { ...made, now };
}

const getDueAt = async (id: string) => (await getDb().sync.findUniqueOrThrow({ where: { id } })).nextDueAt;
const countRuns = (syncId: string) => getDb().run.count({ where: { syncId } });

test("a run is recorded with the sync as it is, and asked for with nothing but ids", async () => {
  const { actor, sync, input, portalId } = await make();
  const { asked, ask } = createAsker();
  const { runId } = await startRun(actor, { syncId: sync.id }, ask);
  expect(asked).toEqual([{ runId, syncId: sync.id, portalId }]);
  const { sourceId, query, objectTypeId, mapping, mode } = input;
  expect(await getDb().run.findUnique({ where: { id: runId } })).toMatchObject({
    snapshot: { sourceId, portalId, query, objectTypeId, mapping, mode },
    syncVersion: 1,
    trigger: "manual",
  });
  expect(await getRun(actor, { runId })).toMatchObject({ status: "queued", rowsPlanned: null });
  expect((await listAuditActions(actor)).at(-1)).toBe("run.started");
});

test("of two who run a sync at once one gets a run and the other a conflict", async () => {
  const { actor, sync } = await make();
  const { asked, ask } = createAsker();
  const start = () => startRun(actor, { syncId: sync.id }, ask);
  const tries = await Promise.allSettled([start(), start()]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tries).toContainEqual({ status: "rejected", reason: expect.objectContaining(conflict) });
  expect(asked).toHaveLength(1);
  await expect(start()).rejects.toMatchObject(conflict);
});

test("a sync can be run again once its run has ended", async () => {
  const { actor, sync } = await make();
  await runToEnd(actor, sync.id);
  await expect(startRun(actor, { syncId: sync.id }, ignore)).resolves.toBeDefined();
});

test("a portal that has to be connected again starts no run, and says why", async () => {
  const { actor, sync, portalId } = await make();
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "It was uninstalled." } });
  await expect(startRun(actor, { syncId: sync.id }, ignore)).rejects.toMatchObject({
    code: "hubspot_reconnect",
    message: "It was uninstalled.",
  });
  expect(await countRuns(sync.id)).toBe(0);
});

test("somebody else's sync isn't run and their run isn't cancelled", async () => {
  const { actor, sync } = await make();
  const stranger = await makeWorkspace();
  await expect(startRun(stranger, { syncId: sync.id }, ignore)).rejects.toMatchObject(notFound);
  await expect(startRun(stranger, { syncId: "not-an-id" }, ignore)).rejects.toMatchObject(notFound);
  const runId = await beginRun(actor, sync.id);
  await expect(cancelRun(stranger, { runId }, ignore)).rejects.toMatchObject(notFound);
  expect(await getRun(actor, { runId })).toMatchObject({ status: "queued" });
});

test("a viewer runs nothing and cancels nothing", async () => {
  const { actor, sync } = await make();
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(startRun(viewer, { syncId: sync.id }, ignore)).rejects.toMatchObject({ code: "forbidden" });
  const runId = await beginRun(actor, sync.id);
  await expect(cancelRun(viewer, { runId }, ignore)).rejects.toMatchObject({ code: "forbidden" });
});

test("a run that is cancelled before anybody began it has ended, and nobody begins it any more", async () => {
  const { actor, sync } = await make();
  const runId = await beginRun(actor, sync.id);
  const announced: { runId: string }[] = [];
  await cancelRun(actor, { runId }, async (cancelled) => void announced.push(cancelled));
  expect(announced).toEqual([{ runId, decision: "cancelled" }]);
  const run = await getRun(actor, { runId });
  expect(run).toMatchObject({ status: "cancelled", finishedAt: expect.any(String), ledger: { read: 0, cancelled: 0 } });
  expect(await prepareRun(runId)).toEqual({ kind: "over" });
  expect(await planRun(runId)).toEqual({ kind: "over" });
  expect(await getRun(actor, { runId })).toEqual(run);
  await expect(startRun(actor, { syncId: sync.id }, ignore)).resolves.toBeDefined();
});

test("of two who cancel a run at once one does, and one who comes later is told", async () => {
  const { actor, sync } = await make();
  const runId = await beginRun(actor, sync.id);
  await prepareRun(runId);
  const cancel = () => cancelRun(actor, { runId }, ignore);
  const tries = await Promise.allSettled([cancel(), cancel()]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await getRun(actor, { runId })).toMatchObject({ status: "cancelling", finishedAt: null });
  await expect(cancel()).rejects.toMatchObject({ code: "conflict" });
  expect((await listAuditActions(actor)).filter((action) => action === "run.cancelled")).toHaveLength(1);
});

test("a sync that is due starts once, whoever else looks at the same moment, and its next time moves on", async () => {
  const { sync, portalId, now } = await makeDue();
  const { asked, ask } = createAsker();
  await Promise.all(Array.from({ length: 5 }, () => fireDueSyncs(now, ask)));
  expect(asked.filter(({ syncId }) => syncId === sync.id)).toEqual([
    { runId: expect.any(String), syncId: sync.id, portalId },
  ]);
  expect(await getDb().run.findFirst({ where: { syncId: sync.id } })).toMatchObject({ trigger: "schedule" });
  expect(await getDueAt(sync.id)).toEqual(new Date(now.getTime() - 1_000 + 3_600_000));
  expect(await fireDueSyncs(now, ask)).toEqual({ started: 0, skipped: 0 });
});

test("a due sync whose run is under way is skipped: its next time moves on, and no second run waits", async () => {
  const { actor, sync, now } = await makeDue();
  await beginRun(actor, sync.id);
  const { asked, ask } = createAsker();
  expect(await fireDueSyncs(now, ask)).toEqual({ started: 0, skipped: 1 });
  expect(asked).toEqual([]);
  expect(await countRuns(sync.id)).toBe(1);
  expect(await getDueAt(sync.id)).toEqual(new Date(now.getTime() - 1_000 + 3_600_000));
});

test("a paused sync isn't started, even if it was due", async () => {
  const { actor, sync, now } = await makeDue();
  await pauseSync(actor, { syncId: sync.id });
  await getDb().sync.update({ where: { id: sync.id }, data: { nextDueAt: new Date(now.getTime() - 1_000) } });
  const { asked, ask } = createAsker();
  await fireDueSyncs(now, ask);
  expect(asked).toEqual([]);
});

test("a sync whose portal has to be connected again waits, and starts as soon as it is back", async () => {
  const { sync, portalId, now } = await makeDue();
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "Revoked." } });
  const { asked, ask } = createAsker();
  await fireDueSyncs(now, ask);
  expect(asked).toEqual([]);
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: null } });
  await fireDueSyncs(now, ask);
  expect(asked).toMatchObject([{ syncId: sync.id }]);
});

test("a sync that isn't due yet isn't started", async () => {
  const { sync, now } = await makeDue();
  const { asked, ask } = createAsker();
  await fireDueSyncs(new Date(now.getTime() - 5_000), ask);
  expect(asked).toEqual([]);
  expect(await countRuns(sync.id)).toBe(0);
});

test("a run that was recorded and never asked for is asked for again after two minutes, with the same ids", async () => {
  const { actor, sync, portalId } = await make();
  const dies = async () => Promise.reject(new Error("The process died."));
  await expect(startRun(actor, { syncId: sync.id }, dies)).rejects.toThrow("The process died.");
  const { id: runId } = await getDb().run.findFirstOrThrow({ where: { syncId: sync.id } });
  const { asked, ask } = createAsker();
  const ofSync = () => asked.filter(({ syncId }) => syncId === sync.id);
  await reviveQueuedRuns(new Date(), ask);
  expect(ofSync()).toEqual([]);
  await reviveQueuedRuns(new Date(Date.now() + 3 * 60_000), ask);
  expect(ofSync()).toEqual([{ runId, syncId: sync.id, portalId }]);

  await prepareRun(runId);
  asked.length = 0;
  await reviveQueuedRuns(new Date(Date.now() + 3 * 60_000), ask);
  expect(ofSync()).toEqual([]);
});
