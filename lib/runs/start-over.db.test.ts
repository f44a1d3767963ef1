import { expect, test } from "vitest";
import { getPool } from "@/lib/db";
import { beginRun, carryOut, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { getRun } from "@/lib/runs/get-run";
import { startRun } from "@/lib/runs/start-run";
import { forgetAccepted } from "@/lib/syncs/forget-accepted";
import { updateSync } from "@/lib/syncs/update-sync";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
const nobody = async () => {};

async function deliverTwo() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "bob@example.com", first_name: "Bob" },
  ]);
  await runToEnd(made.actor, made.sync.id);
  return made;
}

test("a full run sends every row again, and the one after it sends nothing", async () => {
  const { actor, sync } = await deliverTwo();
  const { runId } = await startRun(actor, { syncId: sync.id, isFull: true }, nobody);
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({ isFull: true, ledger: { ...empty, read: 2, updated: 2 } });
  expect((await runToEnd(actor, sync.id)).ledger).toEqual({ ...empty, read: 2, unchanged: 2 });
});

test("a full run of a sync that only creates touches no record that is there", async () => {
  const { actor, sync, input } = await deliverTwo();
  await updateSync(actor, { syncId: sync.id, input: { ...input, mode: "create" } });
  const { runId } = await startRun(actor, { syncId: sync.id, isFull: true }, nobody);
  await carryOut(runId);
  expect((await getRun(actor, { runId })).ledger).toEqual({ ...empty, read: 2, unchanged: 2 });
});

test("what was accepted is forgotten without a call, and the next run sends every row", async () => {
  const { actor, sync, people } = await deliverTwo();
  const count = await hubSpot.countCalls();
  expect(await forgetAccepted(actor, { syncId: sync.id })).toEqual({ rows: 2 });
  expect(await count("/crm/")).toBe(0);
  await people.run("delete from people where email = 'bob@example.com'");
  expect(await runToEnd(actor, sync.id)).toMatchObject({ keysMissing: 0, ledger: { ...empty, read: 1, updated: 1 } });
});

test("nothing is forgotten under a run, nor for a stranger", async () => {
  const { actor, sync } = await deliverTwo();
  await expect(forgetAccepted(await makeWorkspace(), { syncId: sync.id })).rejects.toMatchObject({ code: "not_found" });
  await beginRun(actor, sync.id);
  await expect(forgetAccepted(actor, { syncId: sync.id })).rejects.toMatchObject({ code: "conflict" });
  const { rows } = await getPool().query("select 1 from bulk.row_state where sync_id = $1", [sync.id]);
  expect(rows).toHaveLength(2);
});
