import { expect, test } from "vitest";
import type { Schedule } from "@/lib/api/syncs";
import { getDb } from "@/lib/db";
import { beginRun } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { updateSync } from "../syncs/update-sync";
import { finishRun } from "./finish-run";
import { fireDueSyncs } from "./fire-due-syncs";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";
import { startDryRun } from "./start-dry-run";

const hubSpot = await testHubSpot({ portals: 24 });
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });
const warehouse = await testWarehouse();

const ignore = async () => {};
const hourly: Schedule = { kind: "interval", minutes: 60 };
const cron = (expression: string): Schedule => ({ kind: "cron", expression });
const at = (time: string) => new Date(`2026-11-02T${time}:00Z`);

/** A sync that has been due since then. */
async function makeDue(schedule: Schedule, dueAt: Date, timeZone = "Europe/Berlin") {
  const made = await makePeopleSync(hubSpot, warehouse);
  await updateSync(made.actor, { syncId: made.sync.id, input: { ...made.input, schedule, timeZone } });
  await getDb().sync.update({ where: { id: made.sync.id }, data: { nextDueAt: dueAt } });
  const list = async () => (await listRuns(made.actor, { syncId: made.sync.id })).runs;
  const readNext = async () => (await getDb().sync.findUniqueOrThrow({ where: { id: made.sync.id } })).nextDueAt;
  return { ...made, list, readNext };
}

const iso = (date: Date) => date.toISOString();

test("a run that is started in time says when it was due, and that nothing was missed", async () => {
  const { list } = await makeDue(hourly, at("07:00"));
  await fireDueSyncs(at("07:01"), ignore);
  expect(await list()).toMatchObject([
    { trigger: "schedule", dueAt: iso(at("07:00")), missedDueTimes: 0, skippedDue: null },
  ]);
});

test("due times that passed while nobody looked make one run, which says how many there were", async () => {
  const { list, readNext } = await makeDue(hourly, at("07:00"));
  await fireDueSyncs(at("09:12"), ignore);
  expect(await list()).toMatchObject([{ dueAt: iso(at("07:00")), missedDueTimes: 2 }]);
  expect(await readNext()).toEqual(at("10:00"));
  await fireDueSyncs(at("09:13"), ignore);
  expect(await list()).toHaveLength(1);
});

test("due times while a run is under way are skipped, and that run says which and how many", async () => {
  const { actor, sync, list, readNext } = await makeDue(hourly, at("07:00"));
  const runId = await beginRun(actor, sync.id);
  await fireDueSyncs(at("07:01"), ignore);
  await fireDueSyncs(at("07:02"), ignore);
  expect(await getRun(actor, { runId })).toMatchObject({
    skippedDue: { times: 1, first: iso(at("07:00")), last: iso(at("07:00")) },
  });
  await fireDueSyncs(at("09:30"), ignore);
  expect(await list()).toMatchObject([
    { id: runId, dueAt: null, skippedDue: { times: 3, first: iso(at("07:00")), last: iso(at("09:00")) } },
  ]);
  expect(await readNext()).toEqual(at("10:00"));

  await finishRun(runId, { code: "gave_up", message: "The test ends it." });
  await fireDueSyncs(at("10:00"), ignore);
  expect(await list()).toMatchObject([
    { dueAt: iso(at("10:00")), missedDueTimes: 0, skippedDue: null },
    { id: runId, skippedDue: { times: 3 } },
  ]);
});

test("several who look at the same moment skip a due time once", async () => {
  const { actor, sync } = await makeDue(hourly, at("07:00"));
  const runId = await beginRun(actor, sync.id);
  await Promise.all(Array.from({ length: 5 }, () => fireDueSyncs(at("07:01"), ignore)));
  expect((await getRun(actor, { runId })).skippedDue?.times).toBe(1);
});

test("a dry run skips nobody's due time", async () => {
  const { actor, sync, list } = await makeDue(hourly, at("07:00"));
  await startDryRun(actor, { syncId: sync.id }, ignore);
  await fireDueSyncs(at("07:01"), ignore);
  expect(await list()).toMatchObject([
    { dryRun: null, dueAt: iso(at("07:00")) },
    { dueAt: null, skippedDue: null },
  ]);
});

test("a firing whose asking fails is recorded with its run, so that it isn't lost", async () => {
  const { list, readNext } = await makeDue(hourly, at("07:00"));
  const dies = async () => Promise.reject(new Error("The process died."));
  await expect(fireDueSyncs(at("07:01"), dies)).rejects.toThrow("The process died.");
  expect(await list()).toMatchObject([{ status: "queued", dueAt: iso(at("07:00")) }]);
  expect(await readNext()).toEqual(at("08:00"));
});

test("a firing that can't be recorded stays due", async () => {
  const { sync, list, readNext } = await makeDue(hourly, at("07:00"));
  // A limit of the database's that the run breaks: what else the firing has done is taken back.
  await getDb().$executeRawUnsafe(
    `alter table "Run" add constraint "test_refuses" check ("syncId" <> '${sync.id}'::uuid)`,
  );
  await expect(fireDueSyncs(at("07:01"), ignore)).rejects.toThrow("test_refuses");
  expect(await readNext()).toEqual(at("07:00"));
  await getDb().$executeRawUnsafe('alter table "Run" drop constraint "test_refuses"');
  await fireDueSyncs(at("07:02"), ignore);
  expect(await list()).toMatchObject([{ dueAt: iso(at("07:00")) }]);
});

test.each([
  // Half past two: summer, then the night that skips it, then winter's end.
  ["Europe/Berlin", "30 2 * * *", "2026-03-28T01:30:00Z", "2026-03-30T01:00:00Z", 2, "2026-03-31T00:30:00Z"],
  // The night that has it twice fires once.
  ["Europe/Berlin", "30 2 * * *", "2026-10-24T00:30:00Z", "2026-10-26T02:00:00Z", 2, "2026-10-27T01:30:00Z"],
  // A day of 25 hours has 25 of them.
  ["Europe/Berlin", "0 * * * *", "2026-10-24T22:00:00Z", "2026-10-25T22:30:00Z", 24, "2026-10-25T23:00:00Z"],
  // São Paulo's summer began at midnight, so that there was none that night.
  ["America/Sao_Paulo", "0 0 * * *", "2018-11-03T03:00:00Z", "2018-11-05T12:00:00Z", 2, "2018-11-06T02:00:00Z"],
  ["America/Sao_Paulo", "30 23 * * *", "2018-02-17T01:30:00Z", "2018-02-19T12:00:00Z", 2, "2018-02-20T02:30:00Z"],
])("what was missed in %s by “%s” from %s to %s are %i due times", async (zone, expression, from, to, missed, next) => {
  const { list, readNext } = await makeDue(cron(expression), new Date(from), zone);
  await fireDueSyncs(new Date(to), ignore);
  expect(await list()).toMatchObject([{ dueAt: iso(new Date(from)), missedDueTimes: missed }]);
  expect(await readNext()).toEqual(new Date(next));
});
