import { expect, test, vi } from "vitest";
import { z } from "zod";
import { getDb } from "@/lib/db";
import { beginRun, carryOut, planNewRun } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { approveRun } from "./approve-run";
import { cancelRun } from "./cancel-run";
import { markSent, takeChunk } from "./deliver/chunk-in-hand";
import { deliverChunk } from "./deliver/deliver-chunk";
import { finishRun } from "./finish-run";
import { getRun } from "./get-run";
import { keepAlive } from "./keep-alive";
import { prepareRun } from "./prepare-run";
import { reviveSilentRuns } from "./revive-silent-runs";

const hubSpot = await testHubSpot({ portals: 24 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const MINUTE_MS = 60_000;
const nobody = async () => {};

async function makeRun(rows = 3) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    `insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(1, ${rows}) n`,
  );
  return { ...made, runId: await beginRun(made.actor, made.sync.id) };
}

/** The number by which a run is asked for so many minutes from now; null where it isn't. */
async function revive(runId: string, minutes: number): Promise<number | null> {
  let asked: number | null = null;
  await reviveSilentRuns(new Date(Date.now() + minutes * MINUTE_MS), async (request, time) => {
    if (request.runId === runId) asked = time;
  });
  return asked;
}

const change = (runId: string, data: Parameters<ReturnType<typeof getDb>["run"]["update"]>[0]["data"]) =>
  getDb().run.update({ where: { id: runId }, data });
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);

test("a run that has begun and gone silent is asked for again, by another name each time and more rarely", async () => {
  const { runId, sync, portalId } = await makeRun();
  await prepareRun(runId);
  expect(await revive(runId, 9)).toBeNull();
  const asked: unknown[] = [];
  await reviveSilentRuns(inMinutes(11), async (...question) => void asked.push(question));
  expect(asked).toContainEqual([{ runId, syncId: sync.id, portalId }, 1]);
  expect(await revive(runId, 30)).toBeNull();
  expect(await revive(runId, 32)).toBe(2);
  expect(await revive(runId, 71)).toBeNull();
  expect(await revive(runId, 73)).toBe(3);
});

test("two who look at the same moment ask once", async () => {
  const { runId } = await makeRun();
  await prepareRun(runId);
  const asked = await Promise.all([revive(runId, 11), revive(runId, 11), revive(runId, 11)]);
  expect(asked.filter((time) => time !== null)).toEqual([1]);
});

test("a run whose event was swallowed is asked for by a name that nobody has heard yet", async () => {
  const { runId } = await makeRun();
  expect(await revive(runId, 11)).toBe(1);
});

test("a run that gave a sign of life, or has ended, is left alone", async () => {
  const { runId } = await makeRun();
  await prepareRun(runId);
  await change(runId, { heartbeatAt: inMinutes(5) });
  expect(await revive(runId, 14)).toBeNull();
  await finishRun(runId, null);
  expect(await revive(runId, 60 * 24)).toBeNull();
});

test("a run that waits for HubSpot is silent until its wait is over", async () => {
  const { runId } = await makeRun();
  await prepareRun(runId);
  await change(runId, { pausedUntil: inMinutes(600) });
  expect(await revive(runId, 609)).toBeNull();
  expect(await revive(runId, 611)).toBe(1);
});

test("a run that waits for a person has a week, and goes on soon after somebody has decided", async () => {
  const [held, approved, cancelled] = [await makeRun(), await makeRun(), await makeRun()];
  for (const { runId } of [held, approved, cancelled]) {
    await prepareRun(runId);
    await change(runId, { heldAt: new Date() });
  }
  await approveRun(approved.actor, { runId: approved.runId }, nobody);
  await cancelRun(cancelled.actor, { runId: cancelled.runId }, nobody);
  expect(await revive(held.runId, 60 * 24 * 6)).toBeNull();
  expect(await revive(held.runId, 60 * 24 * 7 + 11)).toBe(1);
  // These two are asked for while the held one is looked at.
  const select = { revivals: true };
  expect(await getDb().run.findUnique({ where: { id: approved.runId }, select })).toEqual({ revivals: 2 });
  expect(await getDb().run.findUnique({ where: { id: cancelled.runId }, select })).toEqual({ revivals: 2 });
});

test("a run that was lost in the midst of delivering goes on from its row: nothing is planned or written twice", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    "insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(1, 5100) n",
  );
  const runId = await planNewRun(made.actor, made.sync.id);
  await hubSpot.admin("POST", "/reset-counts");
  expect(await deliverChunk(runId, 0)).toEqual({ kind: "delivered" });
  // Of the second chunk nothing is known but that it was begun.
  await markSent(await takeChunk(runId, 1), [0]);
  await getDb().runChunk.updateMany({ where: { runId }, data: { sentAt: new Date(Date.now() - MINUTE_MS) } });
  const prefix = (await getDb().run.findUnique({ where: { id: runId } }))?.planPrefix;
  await made.people.run("drop table people");

  await reviveSilentRuns(inMinutes(11), async (request) => {
    if (request.runId === runId) await carryOut(runId);
  });
  expect(await getRun(made.actor, { runId })).toMatchObject({
    status: "completed",
    ledger: { read: 5100, created: 5100, cancelled: 0 },
  });
  expect((await getDb().run.findUnique({ where: { id: runId } }))?.planPrefix).toBe(prefix);
  const { written } = z.object({ written: z.number() }).parse(await hubSpot.admin("GET", "/written"));
  expect(written).toBe(5100);
});

test("two executions of one run count no row twice", async () => {
  const { actor, runId } = await makeRun(5_100);
  await Promise.all([carryOut(runId), carryOut(runId)]);
  // Where each has left the rest to the other, a third is asked for.
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "completed",
    ledger: { read: 5100, created: 5100, updated: 0, cancelled: 0 },
  });
});

test("a step gives signs of life as long as it lasts, and none afterwards", async () => {
  const { runId } = await makeRun();
  const readBeat = async () => (await getDb().run.findUnique({ where: { id: runId } }))?.heartbeatAt?.getTime() ?? 0;
  const forget = () => change(runId, { heartbeatAt: null });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    await keepAlive(runId, async () => {
      expect(await readBeat()).toBeGreaterThan(0);
      await forget();
      vi.advanceTimersByTime(30_000);
      await vi.waitFor(async () => expect(await readBeat()).toBeGreaterThan(0));
      await forget();
    });
    vi.advanceTimersByTime(120_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(await readBeat()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
