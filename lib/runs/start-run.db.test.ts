import { expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { createSync } from "@/lib/syncs/create-sync";
import { getRun } from "./get-run";
import type { RunRequest } from "./request-run";
import { startRun } from "./start-run";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

function createAsker() {
  const asked: RunRequest[] = [];
  return { asked, ask: async (request: RunRequest) => void asked.push(request) };
}

test("asking again by the same name gives the same run, under way or ended, even if the portal is gone by then", async () => {
  const { actor, sync, portalId } = await makePeopleSync(hubSpot, warehouse);
  const { asked, ask } = createAsker();
  const start = () => startRun(actor, { syncId: sync.id, idempotencyKey: "job-17" }, ask);
  const first = await start();
  expect(await start()).toEqual(first);
  await getDb().run.update({ where: { id: first.runId }, data: { finishedAt: new Date() } });
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "It was uninstalled." } });
  expect(await start()).toEqual(first);
  expect(asked).toHaveLength(1);
});

test("of several requests of one name at the same moment one starts a run, and all get it", async () => {
  const { actor, sync } = await makePeopleSync(hubSpot, warehouse);
  const { asked, ask } = createAsker();
  const start = () => startRun(actor, { syncId: sync.id, idempotencyKey: "job-17" }, ask);
  const runs = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
  expect(asked).toHaveLength(1);
});

test("a name that started another sync's run is refused; another workspace has its own names", async () => {
  const { actor, sync, input } = await makePeopleSync(hubSpot, warehouse);
  const { ask } = createAsker();
  const { runId } = await startRun(actor, { syncId: sync.id, idempotencyKey: "job-17" }, ask);
  const other = await createSync(actor, { ...input, name: "Other people" });
  await expect(startRun(actor, { syncId: other.id, idempotencyKey: "job-17" }, ask)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("another sync"),
  });
  const stranger = await makePeopleSync(hubSpot, warehouse);
  const theirs = await startRun(stranger.actor, { syncId: stranger.sync.id, idempotencyKey: "job-17" }, ask);
  expect(theirs.runId).not.toBe(runId);
});

test("a new name starts no second run while one is under way, and a new one once it has ended", async () => {
  const { actor, sync } = await makePeopleSync(hubSpot, warehouse);
  const { ask } = createAsker();
  const start = (idempotencyKey: string) => startRun(actor, { syncId: sync.id, idempotencyKey }, ask);
  const { runId } = await start("job-17");
  await expect(start("job-18")).rejects.toMatchObject({ code: "conflict" });
  await getDb().run.update({ where: { id: runId }, data: { finishedAt: new Date() } });
  expect((await start("job-18")).runId).not.toBe(runId);
});

test("a run that a key started says so", async () => {
  const { actor, sync } = await makePeopleSync(hubSpot, warehouse);
  const apiKey = await getDb().apiKey.create({
    data: { workspaceId: actor.workspaceId, userId: actor.userId, name: "k", role: "editor", keyHash: "k", hint: "k" },
  });
  const { ask } = createAsker();
  const { runId } = await startRun({ ...actor, apiKeyId: apiKey.id }, { syncId: sync.id }, ask);
  expect((await getRun(actor, { runId })).trigger).toBe("api");
  await getDb().run.update({ where: { id: runId }, data: { finishedAt: new Date() } });
  const { id } = await runToEnd(actor, sync.id);
  expect((await getRun(actor, { runId: id })).trigger).toBe("manual");
});
