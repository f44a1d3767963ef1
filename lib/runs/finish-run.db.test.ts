import { expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { beginRun, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { deliverChunk } from "./deliver/deliver-chunk";
import { finishRun, markDelivered } from "./finish-run";
import { getOverview } from "./get-overview";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";
import { instanceReports, reportBase, runPrefix } from "./run-keys";

const hubSpot = await testHubSpot();
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
const rows = [
  { email: "ada@example.com", first_name: "Ada" },
  { email: "bob@example.com", first_name: "Bob" },
  { email: "eve@example.com", seniority: "guru" },
];

async function make() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  return made;
}

const getRow = (id: string) => getDb().run.findUniqueOrThrow({ where: { id } });

test("ending a run twice changes nothing, with an error the second time or without", async () => {
  const { actor, sync } = await make();
  const { id } = await runToEnd(actor, sync.id);
  const row = await getRow(id);
  await finishRun(id, { code: "gave_up", message: "Too late." });
  await finishRun(id, null);
  expect(await getRow(id)).toEqual(row);
});

test("a run that two steps end at once ends once", async () => {
  const { actor, sync } = await make();
  const runId = await planNewRun(actor, sync.id);
  await deliverChunk(runId, 0);
  await markDelivered(runId);
  await Promise.all([finishRun(runId, null), finishRun(runId, { code: "gave_up", message: "The other one." })]);
  const run = await getRun(actor, { runId });
  expect(run.ledger).toEqual({ ...empty, read: 3, created: 2, rejected: 1 });
  expect(run.causes).toMatchObject([{ rows: 1 }]);
});

test("a run that fails keeps its error, its rejects and a closed ledger", async () => {
  const { actor, sync } = await make();
  const runId = await planNewRun(actor, sync.id);
  await finishRun(runId, { code: "hubspot_unreachable", message: "HubSpot didn't answer." });
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "failed",
    errorCode: "hubspot_unreachable",
    errorMessage: "HubSpot didn't answer.",
    ledger: { ...empty, read: 3, rejected: 1, cancelled: 2 },
    hasReport: true,
  });
});

test("a run that ends well although rows were not delivered is not a success", async () => {
  const { actor, sync } = await make();
  const runId = await planNewRun(actor, sync.id);
  await finishRun(runId, null);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "failed",
    errorCode: "undelivered",
    errorMessage: "2 planned rows were not delivered.",
    ledger: { ...empty, read: 3, rejected: 1, cancelled: 2 },
  });
});

test.each([
  ["a row without an outcome", { rowsRead: 4 }, "1 row without one"],
  ["a row that was counted twice", { rowsCreated: 3 }, "1 row counted too often"],
])("%s ends the run as one whose ledger is open, and says so", async (_what, change, words) => {
  const { actor, sync } = await make();
  const runId = await planNewRun(actor, sync.id);
  await deliverChunk(runId, 0);
  await markDelivered(runId);
  await getDb().run.update({ where: { id: runId }, data: change });
  await finishRun(runId, null);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "failed",
    errorCode: "ledger_open",
    errorMessage: expect.stringContaining(words),
  });
});

test("the database refuses to end a run whose ledger doesn't close", async () => {
  const { actor, sync } = await make();
  const id = await planNewRun(actor, sync.id);
  await expect(getDb().run.update({ where: { id }, data: { finishedAt: new Date() } })).rejects.toThrow(
    "Run_ledger_closes",
  );
  expect((await getRow(id)).finishedAt).toBeNull();
});

test("the plan's files are swept at the end; the rejects, their index and the report stay", async () => {
  const { actor, sync } = await make();
  const { id } = await runToEnd(actor, sync.id);
  const kept: string[] = [];
  for await (const { key } of store.list(runPrefix(id))) kept.push(key.replace(/^.*?(plans\/[^/]+\/|report\/)/, ""));
  expect(kept.sort()).toEqual(["index.json", "manifest.json", "rejects/00000.ndjson.gz"]);
  const { requestedAt } = await getRow(id);
  const reports: string[] = [];
  for await (const { key } of store.list(`${instanceReports}/${sync.id}/`)) reports.push(key);
  expect(reports).toEqual([
    `${instanceReports}/${reportBase({ syncId: sync.id, objectTypeId: "0-1", requestedAt })}0.csv`,
  ]);
});

test("runs are listed the newest first, of one sync or of all, and page by page", async () => {
  const { actor, sync } = await make();
  const ids: string[] = [];
  for (let count = 0; count < 52; count += 1) {
    const runId = await beginRun(actor, sync.id);
    await getDb().run.update({ where: { id: runId }, data: { finishedAt: new Date() } });
    ids.unshift(runId);
  }
  const first = await listRuns(actor, { syncId: sync.id });
  expect(first.runs.map(({ id }) => id)).toEqual(ids.slice(0, 50));
  expect(first.runs[0]).toMatchObject({ syncName: "People", sourceName: "Warehouse", trigger: "manual" });
  const second = await listRuns(actor, { cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({ runs: ids.slice(50).map((id) => ({ id })), nextCursor: null });
});

test("the overview sums up the last day and names what needs a person", async () => {
  const { actor, sync, portalId, sourceId, hubId } = await make();
  const { id } = await runToEnd(actor, sync.id);
  const calm = await getOverview(actor);
  expect(calm).toMatchObject({ sources: 1, portals: 1, syncs: 1 });
  expect(calm.lastDay).toEqual({ ...empty, runs: 1, read: 3, created: 2, rejected: 1 });
  expect(calm.strips).toMatchObject([{ syncId: sync.id, runs: [{ id, status: "completed_with_rejects" }] }]);
  expect(calm.days).toHaveLength(30);
  expect(calm.days.at(-1)).toMatchObject({ runs: 1, created: 2, updated: 0, rejected: 1 });
  expect(calm.days[0]).toMatchObject({ runs: 0, created: 0 });
  // A run under way counts nowhere until it has ended: sums that differ by it would contradict each other.
  const underWay = await beginRun(actor, sync.id);
  await getDb().run.update({ where: { id: underWay }, data: { rowsRead: 900, rowsCreated: 900 } });
  const meanwhile = await getOverview(actor);
  expect([meanwhile.lastDay, meanwhile.days]).toEqual([calm.lastDay, calm.days]);
  await getDb().run.delete({ where: { id: underWay } });
  expect(calm.attention).toMatchObject([{ id: `${sync.id}:causes`, title: "1 rejected row of People" }]);

  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "It was uninstalled." } });
  await getDb().source.update({ where: { id: sourceId }, data: { testFailure: "Nothing listens." } });
  await getDb().run.update({ where: { id }, data: { finishedAt: new Date(Date.now() - 25 * 3_600_000) } });
  const troubled = await getOverview(actor);
  expect(troubled.portals).toBe(0);
  expect(troubled.lastDay).toEqual({ ...empty, runs: 0 });
  expect(troubled.attention.map(({ title }) => title)).toEqual([
    `portal-${hubId}.example has to be connected again`,
    "The last test of Warehouse failed",
    "1 rejected row of People",
  ]);
});

test("somebody else's runs look like none at all, and a viewer sees their own workspace's", async () => {
  const { actor, sync } = await make();
  const { id: runId } = await runToEnd(actor, sync.id);
  const stranger = await makeWorkspace();
  const notFound = { code: "not_found", message: "No run of this workspace has that id." };
  await expect(getRun(stranger, { runId })).rejects.toMatchObject(notFound);
  await expect(getRun(stranger, { runId: "not-an-id" })).rejects.toMatchObject(notFound);
  expect(await listRuns(stranger, { syncId: sync.id })).toEqual({ runs: [], nextCursor: null });
  expect(await getOverview(stranger)).toMatchObject({ syncs: 0, attention: [], lastDay: { runs: 0 } });
  const viewer = await addMember(actor.workspaceId, "viewer");
  expect(await getRun(viewer, { runId })).toMatchObject({ id: runId });
});
