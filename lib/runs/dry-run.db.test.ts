import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { Guard, type SyncInput } from "@/lib/api/syncs";
import { getDb, getPool } from "@/lib/db";
import { beginRun, carryOut, checkToEnd, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { connectByToken } from "../connections/connect-by-token";
import { setReserve } from "../connections/set-reserve";
import { countAccepted } from "../syncs/count-accepted";
import { listSyncs } from "../syncs/list-syncs";
import { updateSync } from "../syncs/update-sync";
import { cancelRun } from "./cancel-run";
import { fireDueSyncs } from "./fire-due-syncs";
import { getOverview } from "./get-overview";
import { getRun } from "./get-run";
import { openReport } from "./open-report";
import { planRun } from "./plan/plan-run";
import { prepareRun } from "./prepare-run";
import { runPrefix } from "./run-keys";
import { startDryRun } from "./start-dry-run";
import { startRun } from "./start-run";

const hubSpot = await testHubSpot({ portals: 24 });
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const ignore = async () => {};
const sendsNothing = { created: 0, updated: 0, cancelled: 0 };

/** A sync that HubSpot has accepted so many people of, changed as told. */
async function deliver(people: number, change: Partial<SyncInput> = {}) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    `insert into people (email, first_name, job_title) select 'p' || n || '@example.com', 'P' || n, 'Pilot' from generate_series(1, ${people}) n`,
  );
  const input = { ...made.input, guard: Guard.parse({ missingShare: null }), ...change };
  await updateSync(made.actor, { syncId: made.sync.id, input });
  if (people > 0) await runToEnd(made.actor, made.sync.id);
  return { ...made, input };
}

async function readAccepted(syncId: string): Promise<unknown[]> {
  const { rows } = await getPool().query(
    "select key, hash, record_id from bulk.row_state where sync_id = $1 order by key",
    [syncId],
  );
  return rows;
}

async function listFiles(runId: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { key } of store.list(runPrefix(runId))) names.push(key.split("/").at(-1) ?? "");
  return names;
}

test("a dry run says what a run would do with every row, and does none of it", async () => {
  const { actor, sync, hubId, people } = await deliver(4, { vanished: "archive" });
  await people.run("update people set first_name = 'New' where email = 'p1@example.com'");
  await people.run("delete from people where email = 'p2@example.com'");
  await people.insert([
    { email: "fresh@example.com" },
    { email: "bad@example.com", managed: "many" },
    { email: "twice@example.com" },
    { email: "Twice@example.com" },
  ]);
  const before = { accepted: await readAccepted(sync.id), records: await hubSpot.listRecords(hubId, "contacts") };
  const countCalls = await hubSpot.countCalls();

  const check = await checkToEnd(actor, sync.id);
  expect(check).toMatchObject({
    status: "completed_with_rejects",
    ledger: { read: 7, unchanged: 2, ...sendsNothing, skipped: 0, rejected: 3 },
    dryRun: { wouldCreate: 1, wouldUpdate: 1, wouldRemove: 1 },
    keysMissing: 1,
    keysArchived: 0,
    callsMade: 0,
    isDraft: false,
    rowsResent: null,
  });
  expect(check.steps.map(({ name }) => name)).toEqual(["prepare", "plan", "finish"]);
  expect(check.causes.map(({ code, rows }) => [code, rows])).toEqual([
    ["DUPLICATE_KEY", 2],
    ["INVALID_NUMBER", 1],
  ]);
  expect(check.causes[1]?.samples).toMatchObject([{ matchValue: "bad@example.com" }]);
  expect(await countCalls("/batch/")).toBe(0);
  expect(await hubSpot.listRecords(hubId, "contacts")).toEqual(before.records);
  expect(await readAccepted(sync.id)).toEqual(before.accepted);

  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toMatchObject({ read: 7, unchanged: 2, created: 1, updated: 1, rejected: 3 });
  expect(run).toMatchObject({ dryRun: null, forecast: null, keysArchived: 1 });
});

test("a dry run by a pasted token doesn't try either whether it may write, as a run does", async () => {
  const { actor, sync, hubId, portalId } = await deliver(0);
  await connectByToken(actor, { token: hubSpot.tokenOf(hubId), portalId });
  const countCalls = await hubSpot.countCalls();
  expect((await checkToEnd(actor, sync.id)).status).toBe("completed");
  expect(await countCalls("/batch/")).toBe(0);
  await runToEnd(actor, sync.id);
  expect(await countCalls("/batch/")).toBe(1);
});

test("the rejects of a dry run are downloaded like those of a run, and its chunks are swept", async () => {
  const { actor, sync, people } = await deliver(0);
  await people.insert([{ email: "good@example.com" }, { email: "no address" }]);
  const check = await checkToEnd(actor, sync.id);
  let text = "";
  for await (const piece of (await openReport(actor, { runId: check.id, format: "csv" })).pieces) text += piece;
  const lines: Record<string, string>[] = parse(text, { columns: true, bom: true });
  expect(lines).toMatchObject([{ email: "no address", sluice_stage: "preflight" }]);
  expect((await listFiles(check.id)).filter((name) => name.startsWith("0"))).toHaveLength(1);
  expect(await getDb().runChunk.count({ where: { runId: check.id } })).toBe(0);
});

test("a limit that would hold a run is told, and holds no dry run", async () => {
  const { actor, sync, people } = await deliver(1, { guard: Guard.parse({ created: 1 }) });
  await people.insert([{ email: "a@example.com" }, { email: "b@example.com" }]);
  expect(await checkToEnd(actor, sync.id)).toMatchObject({
    status: "completed",
    guardReasons: ["2 records would be created; the limit is 1."],
    approvedAt: null,
  });
});

test("dry runs don't say what is usual, and no list or sum takes one for a run", async () => {
  const { actor, sync, people } = await deliver(10, { guard: Guard.parse({ rowsShare: 0.1 }) });
  await runToEnd(actor, sync.id);
  await runToEnd(actor, sync.id);
  const last = await runToEnd(actor, sync.id);
  const before = await getOverview(actor);
  await people.run("delete from people where id > 1");
  for (let time = 0; time < 11; time += 1) {
    expect((await checkToEnd(actor, sync.id)).guardReasons).toHaveLength(1);
  }
  expect(await getOverview(actor)).toEqual(before);
  const [listed] = await listSyncs(actor);
  expect(listed?.lastRun).toMatchObject({ id: last.id, dryRun: null });
  expect(listed?.recentRuns).toHaveLength(10);
  expect(listed?.recentRuns[0]).toMatchObject({ dryRun: { wouldCreate: 0 } });
});

test("a run and a dry run of one sync may be under way at once, two of a kind may not", async () => {
  const { actor, sync } = await deliver(0);
  const start = () => startDryRun(actor, { syncId: sync.id }, ignore);
  const tries = await Promise.allSettled([start(), start()]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(start()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("check of all rows"),
  });
  await expect(startRun(actor, { syncId: sync.id }, ignore)).resolves.toBeDefined();
});

test("a schedule that is due starts beside a dry run", async () => {
  const { actor, sync } = await deliver(0, { schedule: { kind: "interval", minutes: 60 } });
  await startDryRun(actor, { syncId: sync.id }, ignore);
  const now = new Date();
  await getDb().sync.update({ where: { id: sync.id }, data: { nextDueAt: new Date(now.getTime() - 1_000) } });
  const asked: string[] = [];
  await fireDueSyncs(now, async ({ syncId }) => void asked.push(syncId));
  expect(asked).toContain(sync.id);
});

test("the forecast counts calls, and how long they take at the allowance less the reserve", async () => {
  const { actor, sync, portalId, people } = await deliver(0);
  await people.run("insert into people (email) select 'f' || n || '@example.com' from generate_series(1, 250) n");
  const check = await checkToEnd(actor, sync.id);
  // The sandbox of the tests allows 100,000 calls in 10 s.
  const allowance = { calls: 100_000, intervalMs: 10_000 };
  expect(check.forecast).toEqual({ calls: 3, seconds: 1, share: 0.00003, allowance });
  await getDb().run.update({ where: { id: check.id }, data: { planCalls: 360_000 } });
  const readForecast = async () => (await getRun(actor, { runId: check.id })).forecast;
  expect(await readForecast()).toMatchObject({ seconds: 40, share: 0.9 });
  await setReserve(actor, { portalId, reserveShare: 0.5 });
  expect(await readForecast()).toMatchObject({ seconds: 72, share: 0.5 });
  const run = await planNewRun(actor, sync.id);
  expect((await getRun(actor, { runId: run })).forecast).toBeNull();
});

test.each([
  ["create", { wouldCreate: 1, wouldUpdate: 0 }, { unchanged: 1, skipped: 1 }],
  ["update", { wouldCreate: 0, wouldUpdate: 2 }, { unchanged: 1, skipped: 0 }],
] as const)("a sync that may only %s would do nothing else", async (mode, dryRun, ledger) => {
  const { actor, sync, people, input } = await deliver(2);
  await updateSync(actor, { syncId: sync.id, input: { ...input, mode } });
  await people.run("update people set first_name = 'New' where email = 'p1@example.com'");
  await people.insert([{ email: "fresh@example.com" }]);
  expect(await checkToEnd(actor, sync.id)).toMatchObject({ dryRun, ledger: { ...ledger, ...sendsNothing } });
});

const constant = (property: string, value: string) => ({
  property,
  value: { kind: "constant" as const, value },
  whenEmpty: "skip" as const,
});
const addFields = (input: SyncInput, ...fields: SyncInput["mapping"]["fields"]): SyncInput => ({
  ...input,
  mapping: { ...input.mapping, fields: [...input.mapping.fields, ...fields] },
});

test("a draft is checked before it is saved, and nothing of it is kept", async () => {
  const { actor, sync, input } = await deliver(3);
  const check = await checkToEnd(actor, sync.id, addFields(input, constant("city", "Rio")));
  expect(check).toMatchObject({ isDraft: true, dryRun: { wouldCreate: 0, wouldUpdate: 3 }, ledger: { unchanged: 0 } });
  expect((await checkToEnd(actor, sync.id)).ledger.unchanged).toBe(3);
  expect((await runToEnd(actor, sync.id)).ledger.unchanged).toBe(3);
});

test("rows that a draft's change alone sends again are told from those that have changed anyway", async () => {
  const { actor, sync, people, input } = await deliver(5);
  await people.run("update people set first_name = 'New' where id <= 2");
  await people.insert([{ email: "fresh@example.com" }]);
  const check = (draft: SyncInput | null) => checkToEnd(actor, sync.id, draft);
  expect(await check(addFields(input, constant("city", "Rio")))).toMatchObject({
    dryRun: { wouldCreate: 1, wouldUpdate: 5 },
    rowsResent: 3,
  });
  // An empty badge writes nothing, whichever property it is mapped to.
  const badge = { property: "city", value: { kind: "column" as const, column: "badge" }, whenEmpty: "skip" as const };
  expect(await check(addFields(input, badge))).toMatchObject({ dryRun: { wouldUpdate: 2 }, rowsResent: 0 });
  expect(await check({ ...input, vanished: "archive" })).toMatchObject({ dryRun: { wouldUpdate: 2 }, rowsResent: 0 });
  // Of other rows nobody can tell.
  const query = { kind: "sql" as const, sql: `select * from ${people.name} where id > 1 order by id` };
  expect((await check(addFields({ ...input, query }, constant("city", "Rio")))).rowsResent).toBeNull();
  expect((await check(null)).rowsResent).toBeNull();
});

test("how many rows may be sent again is how many were accepted, whoever else's records were only met", async () => {
  const { actor, sync } = await deliver(3);
  await getPool().query("insert into bulk.row_state values ($1, 'met@example.com', 0, '101')", [sync.id]);
  expect(await countAccepted(actor, { syncId: sync.id })).toEqual({ rows: 3 });
  await expect(countAccepted(await makeWorkspace(), { syncId: sync.id })).rejects.toMatchObject({ code: "not_found" });
});

test("what a check of a draft has told is what the next run does once it is saved", async () => {
  const { actor, sync, people, input } = await deliver(4);
  await people.run("update people set first_name = 'New' where id = 1");
  const draft = addFields(input, constant("city", "Rio"));
  const check = await checkToEnd(actor, sync.id, draft);
  await updateSync(actor, { syncId: sync.id, input: draft });
  const { ledger } = await runToEnd(actor, sync.id);
  expect(ledger.updated).toBe(check.dryRun?.wouldUpdate);
  expect(ledger.created).toBe(check.dryRun?.wouldCreate);
  expect(check.rowsResent).toBe(3);
});

test("a draft that reaches other records is compared with nothing, though its rows have the same keys", async () => {
  const { actor, sync, input } = await deliver(3, { vanished: "archive" });
  const toGates = {
    ...input,
    objectTypeId: "2-7001",
    mapping: {
      match: { column: "email", property: "serial" },
      fields: [
        { property: "title", value: { kind: "column" as const, column: "first_name" }, whenEmpty: "skip" as const },
      ],
    },
  };
  expect(await checkToEnd(actor, sync.id, toGates)).toMatchObject({
    dryRun: { wouldCreate: 3, wouldUpdate: 0, wouldRemove: 0 },
    keysMissing: 0,
  });
});

test("what can't work ends a dry run with its reason, and an empty ledger", async () => {
  const { actor, sync, input } = await deliver(1);
  const draft = { ...input, mapping: { ...input.mapping, match: { column: "gone", property: "email" } } };
  expect(await checkToEnd(actor, sync.id, draft)).toMatchObject({
    status: "failed",
    errorCode: "mapping_invalid",
    ledger: { read: 0, rejected: 0 },
    forecast: null,
  });
});

test("a dry run that is cancelled on its way counts nothing, and one that has its plan keeps it", async () => {
  const { actor, sync } = await deliver(2);
  const first = await startDryRun(actor, { syncId: sync.id }, ignore);
  await prepareRun(first.runId);
  await cancelRun(actor, first, ignore);
  await carryOut(first.runId);
  expect(await getRun(actor, first)).toMatchObject({ status: "cancelled", ledger: { read: 0, cancelled: 0 } });

  const second = await startDryRun(actor, { syncId: sync.id }, ignore);
  await prepareRun(second.runId);
  await planRun(second.runId);
  await cancelRun(actor, second, ignore);
  await carryOut(second.runId);
  expect(await getRun(actor, second)).toMatchObject({ status: "completed", ledger: { read: 2, unchanged: 2 } });
});

test("the database refuses a dry run that would have written, and a run that only would have", async () => {
  const { actor, sync } = await deliver(1);
  const check = await checkToEnd(actor, sync.id);
  const run = await runToEnd(actor, sync.id);
  const change = (id: string, data: object) => getDb().run.update({ where: { id }, data });
  await expect(change(check.id, { rowsUpdated: 1, rowsRead: 2 })).rejects.toThrow("Run_dry_run_sends_nothing");
  await expect(change(check.id, { rowsWouldUpdate: 1 })).rejects.toThrow("Run_ledger_closes");
  await expect(change(run.id, { rowsWouldUpdate: 1, rowsRead: 2 })).rejects.toThrow("Run_dry_run_sends_nothing");
});

test("asking again by the same name gives the same dry run, and that name starts no run", async () => {
  const { actor, sync } = await deliver(0);
  const start = () => startDryRun(actor, { syncId: sync.id, idempotencyKey: "check-1" }, ignore);
  const first = await start();
  expect(await start()).toEqual(first);
  await expect(startRun(actor, { syncId: sync.id, idempotencyKey: "check-1" }, ignore)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("a dry run"),
  });
  expect((await listAuditActions(actor)).filter((action) => action === "run.checked")).toHaveLength(1);
});

test("nobody checks somebody else's sync, by somebody else's source or portal, or as a viewer", async () => {
  const { actor, sync, input } = await deliver(0);
  const stranger: PeopleSync = await makePeopleSync(hubSpot, warehouse);
  const check = (who: typeof actor, draft: SyncInput | null = null) =>
    startDryRun(who, { syncId: sync.id, draft }, ignore);
  const notFound = { code: "not_found" };
  await expect(check(await makeWorkspace())).rejects.toMatchObject(notFound);
  await expect(check(actor, { ...input, sourceId: stranger.sourceId })).rejects.toMatchObject(notFound);
  await expect(check(actor, { ...input, portalId: stranger.portalId })).rejects.toMatchObject(notFound);
  await expect(check(await addMember(actor.workspaceId, "viewer"))).rejects.toMatchObject({ code: "forbidden" });
  expect(await getDb().run.count({ where: { syncId: sync.id } })).toBe(0);
  await expect(beginRun(actor, sync.id)).resolves.toBeDefined();
});
