import { expect, test } from "vitest";
import type { AfterEnd } from "@/lib/api/syncs";
import { getDb } from "@/lib/db";
import { beginRun, carryOut, checkToEnd, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { createSync } from "../syncs/create-sync";
import { deleteSync } from "../syncs/delete-sync";
import { getSync } from "../syncs/get-sync";
import { listSyncs } from "../syncs/list-syncs";
import { pauseSync } from "../syncs/pause-sync";
import { updateSync } from "../syncs/update-sync";
import { finishRun } from "./finish-run";
import { fireDueSyncs } from "./fire-due-syncs";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const ignore = async () => {};

/** A sync, and another one that runs after it. */
async function makeTwo(on: AfterEnd = "completed") {
  const made = await makePeopleSync(hubSpot, warehouse);
  const after = { kind: "after" as const, syncId: made.sync.id, on };
  const input = { ...made.input, name: "Afterwards", schedule: after };
  const second = await createSync(made.actor, input);
  const readDue = async () => getDb().sync.findUniqueOrThrow({ where: { id: second.id } });
  return {
    ...made,
    second: { id: second.id, input },
    isDue: async () => (await readDue()).nextDueAt !== null,
    /** What the clock starts, of the second sync. */
    async fire() {
      await fireDueSyncs(new Date(Date.now() + 1_000), ignore);
      return (await listRuns(made.actor, { syncId: second.id })).runs;
    },
  };
}

test("a run that completes starts the sync after it, once, and that run knows after which", async () => {
  const { actor, sync, people, isDue, fire } = await makeTwo();
  await people.insert([{ email: "ada@example.com" }]);
  expect(await isDue()).toBe(false);
  const { id: runId } = await runToEnd(actor, sync.id);
  expect(await isDue()).toBe(true);
  // Ending it again changes nothing.
  await finishRun(runId, null);
  const [started, ...others] = await fire();
  expect(started).toMatchObject({ trigger: "schedule", status: "queued" });
  expect(others).toEqual([]);
  expect(await getRun(actor, { runId: started?.id ?? "" })).toMatchObject({
    startedAfter: { id: runId, syncName: "People" },
  });
  expect(await fire()).toHaveLength(1);
  expect(await isDue()).toBe(false);
});

test.each<[AfterEnd, boolean, boolean, boolean]>([
  ["clean", true, false, false],
  ["completed", true, true, false],
  ["ended", true, true, true],
])(
  "after `%s`, a run without rejects starts it: %s, one with rejects: %s, one that failed: %s",
  async (on, ...starts) => {
    const { actor, sync, people, isDue, second } = await makeTwo(on);
    const seen: boolean[] = [];
    const look = async () => {
      seen.push(await isDue());
      await getDb().sync.update({ where: { id: second.id }, data: { nextDueAt: null } });
    };
    await people.insert([{ email: "ada@example.com" }]);
    await runToEnd(actor, sync.id);
    await look();
    await people.insert([{ email: "nobody" }]);
    await runToEnd(actor, sync.id);
    await look();
    await finishRun(await beginRun(actor, sync.id), { code: "gave_up", message: "The test ends it." });
    await look();
    expect(seen).toEqual(starts);
  },
);

test("a dry run starts nothing, and a paused sync isn't started", async () => {
  const { actor, sync, second, isDue } = await makeTwo("ended");
  await checkToEnd(actor, sync.id);
  expect(await isDue()).toBe(false);
  await pauseSync(actor, { syncId: second.id });
  await runToEnd(actor, sync.id);
  expect(await isDue()).toBe(false);
});

test("where its own run is under way, it waits for that to end instead of being skipped", async () => {
  const { actor, sync, second, fire } = await makeTwo();
  const under = await beginRun(actor, second.id);
  await runToEnd(actor, sync.id);
  expect(await fire()).toMatchObject([{ id: under, skippedDue: null }]);
  await carryOut(under);
  expect((await fire()).map(({ trigger }) => trigger)).toEqual(["schedule", "manual"]);
});

test("what is due stays due when the sync is changed, and no more when its schedule is", async () => {
  const { actor, sync, second, isDue } = await makeTwo();
  await runToEnd(actor, sync.id);
  await updateSync(actor, { syncId: second.id, input: { ...second.input, name: "Still afterwards" } });
  expect(await isDue()).toBe(true);
  await updateSync(actor, { syncId: second.id, input: { ...second.input, schedule: { kind: "manual" } } });
  expect(await isDue()).toBe(false);
});

test("no sync runs after itself, by whatever way round, and the refusal names the way", async () => {
  const { actor, sync, input, second } = await makeTwo();
  const after = (syncId: string) => ({ ...input, schedule: { kind: "after" as const, syncId, on: "ended" as const } });
  await expect(updateSync(actor, { syncId: sync.id, input: after(sync.id) })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("People can't run after itself"),
  });
  const third = await createSync(actor, { ...after(second.id), name: "Third" });
  await expect(updateSync(actor, { syncId: sync.id, input: after(third.id) })).rejects.toMatchObject({
    message: expect.stringContaining(
      "People, which runs after Third, which runs after Afterwards, which runs after People",
    ),
  });
});

test("of two syncs that would each run after the other, saved at one moment, one is refused", async () => {
  const { actor, sync, input } = await makePeopleSync(hubSpot, warehouse);
  const other = await createSync(actor, { ...input, name: "Other" });
  const save = (syncId: string, name: string, after: string) =>
    updateSync(actor, { syncId, input: { ...input, name, schedule: { kind: "after", syncId: after, on: "ended" } } });
  const saved = await Promise.allSettled([save(sync.id, "People", other.id), save(other.id, "Other", sync.id)]);
  expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("both say what they are to each other, also when one is paused or gone", async () => {
  const { actor, sync, second } = await makeTwo();
  expect((await getSync(actor, { syncId: sync.id })).followers).toEqual([
    { id: second.id, name: "Afterwards", pausedAt: null },
  ]);
  await pauseSync(actor, { syncId: sync.id });
  const paused = await getSync(actor, { syncId: second.id });
  expect(paused.runsAfter).toEqual({ id: sync.id, name: "People", pausedAt: expect.any(String) });
  expect((await listSyncs(actor)).map(({ name, scheduleWords }) => [name, scheduleWords])).toEqual([
    ["Afterwards", expect.stringContaining("After People")],
    ["People", expect.not.stringContaining("After")],
  ]);
  await deleteSync(actor, { syncId: sync.id });
  expect((await getSync(actor, { syncId: second.id })).runsAfter).toEqual({ id: sync.id, name: null, pausedAt: null });
});

test("a sync of another workspace can't be run after", async () => {
  const { sync } = await makePeopleSync(hubSpot, warehouse);
  const { actor, input } = await makePeopleSync(hubSpot, warehouse);
  const schedule = { kind: "after" as const, syncId: sync.id, on: "ended" as const };
  await expect(createSync(actor, { ...input, name: "Spy", schedule })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(getSync(await makeWorkspace(), { syncId: sync.id })).rejects.toMatchObject({ code: "not_found" });
});
