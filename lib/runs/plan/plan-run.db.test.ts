import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { getDb } from "@/lib/db";
import { describeGap } from "@/lib/engine/ledger";
import { beginRun, carryOut, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { cancelRun } from "@/lib/runs/cancel-run";
import { finishRun } from "@/lib/runs/finish-run";
import { getRun } from "@/lib/runs/get-run";
import { listRejects } from "@/lib/runs/list-rejects";
import { prepareRun } from "@/lib/runs/prepare-run";
import { runPrefix } from "@/lib/runs/run-keys";
import { updateSync } from "@/lib/syncs/update-sync";
import { planRun } from "./plan-run";

const hubSpot = await testHubSpot();
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
// More than a batch of the source, so that a plan takes two.
const fill =
  "insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(1, 5001) n";

const soon = { timeout: 20_000 };

const make = () => makePeopleSync(hubSpot, warehouse);

async function listFiles(runId: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(runPrefix(runId))) keys.push(key.replace(/^.*?plans\/[^/]+\//, ""));
  return keys.sort();
}

/** A sync whose source stands still behind its first 5,000 rows, until it is let go. */
async function makeHeld() {
  const made = await make();
  const [lock] = crypto.getRandomValues(new Uint32Array(1));
  const sql = `select * from ${made.people.name} where id <= 5000 or pg_advisory_xact_lock_shared(${lock}) is not null`;
  await updateSync(made.actor, { syncId: made.sync.id, input: { ...made.input, query: { kind: "sql", sql } } });
  const client = new pg.Client({ connectionString: warehouse.url });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("select pg_advisory_lock($1)", [lock]);
  return {
    ...made,
    letGo: () => client.query("select pg_advisory_unlock($1)", [lock]),
    async countWaiting() {
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::int as count from pg_locks where locktype = 'advisory' and objid = $1 and not granted",
        [lock],
      );
      return rows[0]?.count;
    },
  };
}

const getChunks = async (runId: string) =>
  (await getDb().runChunk.findMany({ where: { runId }, orderBy: { index: "asc" } })).map(({ rows }) => rows);

test("planning twice makes one plan and answers what the first one came to", async () => {
  const { actor, sync, people } = await make();
  await people.insert([{ email: "ada@example.com" }, { email: "no address" }]);
  const runId = await planNewRun(actor, sync.id);
  const files = await listFiles(runId);
  expect(files).toEqual(["chunks/00000.ndjson.gz", "manifest.json", "rejects/00000.ndjson.gz"]);
  await people.insert([{ email: "late@example.com" }]);
  expect(await planRun(runId)).toEqual({ kind: "planned", chunks: 1 });
  expect(await listFiles(runId)).toEqual(files);
  expect(await getRun(actor, { runId })).toMatchObject({ ledger: { read: 2, rejected: 1 }, rowsPlanned: 1 });
});

test("a plan that was thought dead and one that replaces it don't disturb each other: one of them counts", async () => {
  const { actor, sync, people, letGo, countWaiting } = await makeHeld();
  await people.run(fill);
  await people.insert([{ email: "p1@example.com" }, { email: "no address" }]);
  const runId = await beginRun(actor, sync.id);
  await prepareRun(runId);
  const plans = [planRun(runId), planRun(runId)];
  await expect.poll(countWaiting, soon).toBe(2);
  await letGo();
  expect(await Promise.all(plans)).toEqual([1, 2].map(() => ({ kind: "planned", chunks: 2 })));
  // 5001 people, of whom the first came twice, and no address.
  expect(await getDb().run.findUnique({ where: { id: runId } })).toMatchObject({
    rowsRead: 5003,
    planChanged: 5000,
    planRejected: 3,
    planChunks: 2,
  });
  expect(await getChunks(runId)).toEqual([4999, 1]);
  await finishRun(runId, { code: "gave_up", message: "The test ends here." });
  expect(await getRun(actor, { runId })).toMatchObject({
    errorCode: "gave_up",
    ledger: { ...empty, read: 5003, rejected: 3, cancelled: 5000 },
  });
});

test("a plan that died on its way is replaced by a new one, and its files are swept at the end", async () => {
  const { actor, sync, input, people } = await make();
  // More than a chunk and a batch, so that something is written before it dies.
  await people.run(fill.replace("5001", "8001"));
  await people.insert([{ email: "last@example.com", managed: "not a number" }]);
  const sql = `select email, first_name, job_title, seniority, managed::int as managed, badge from ${people.name}`;
  await updateSync(actor, { syncId: sync.id, input: { ...input, query: { kind: "sql", sql } } });
  const runId = await beginRun(actor, sync.id);
  await prepareRun(runId);
  await expect(planRun(runId)).rejects.toMatchObject({ code: "source_query_failed" });
  expect(await listFiles(runId)).toEqual(["chunks/00000.ndjson.gz"]);
  expect(await getRun(actor, { runId })).toMatchObject({ status: "planning", rowsPlanned: null });

  await people.run("delete from people where email not in ('p1@example.com', 'last@example.com')");
  await people.run("update people set managed = '7'");
  expect(await planRun(runId)).toEqual({ kind: "planned", chunks: 1 });
  expect(await getChunks(runId)).toEqual([2]);
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "completed",
    ledger: { ...empty, read: 2, created: 2 },
  });
  expect(await listFiles(runId)).toEqual(["manifest.json"]);
});

test("a run whose plan died ends with an empty ledger: rows without a plan have no outcome", async () => {
  const { actor, sync, people } = await make();
  await people.run(fill);
  const runId = await beginRun(actor, sync.id);
  await prepareRun(runId);
  await getDb().run.update({ where: { id: runId }, data: { rowsRead: 5000 } });
  await finishRun(runId, { code: "gave_up", message: "The process died." });
  expect(await getRun(actor, { runId })).toMatchObject({ status: "failed", ledger: empty });
});

test("a cancel while the source is read ends the plan between two batches", async () => {
  const { actor, sync, people, letGo, countWaiting } = await makeHeld();
  await people.run(fill);
  const runId = await beginRun(actor, sync.id);
  await prepareRun(runId);
  const planning = planRun(runId);
  await expect.poll(countWaiting, soon).toBe(1);
  await cancelRun(actor, { runId }, async () => {});
  await letGo();
  expect(await planning).toEqual({ kind: "over" });
  expect(await getDb().run.findUnique({ where: { id: runId } })).toMatchObject({ plannedAt: null });
  await finishRun(runId, null);
  expect(await getRun(actor, { runId })).toMatchObject({ status: "cancelled", ledger: empty, rowsPlanned: null });
});

test("a cancelled run isn't planned", async () => {
  const { actor, sync } = await make();
  const runId = await beginRun(actor, sync.id);
  await prepareRun(runId);
  await cancelRun(actor, { runId }, async () => {});
  expect(await planRun(runId)).toEqual({ kind: "over" });
  expect(await listFiles(runId)).toEqual([]);
});

const duplicate = { code: "DUPLICATE_KEY", property: "email", stage: "preflight" };

test("rows that share a key are all rejected, however the key is written, and their neighbours go through", async () => {
  const { actor, sync, people, hubId } = await make();
  await people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "bob@example.com", first_name: "Bob" },
    { email: " ADA@example.com", first_name: "Augusta" },
    { email: "Ada@Example.com ", first_name: "Countess" },
  ]);
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 4, created: 1, rejected: 3 });
  expect(run.causes).toMatchObject([{ ...duplicate, rows: 3, fix: expect.stringContaining("distinct on") }]);
  const { rejects } = await listRejects(actor, { runId: run.id });
  expect(rejects.map(({ rowNumber }) => rowNumber).sort()).toEqual([1, 3, 4]);
  expect(rejects.every(({ matchValue }) => matchValue === "ada@example.com")).toBe(true);
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(1);
});

test("a refused row claims its key, too: its twin is as ambiguous as if both were good", async () => {
  const { actor, sync, people } = await make();
  await people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "ada@example.com", seniority: "guru" },
    { email: "bob@example.com", seniority: "guru" },
    { email: "bob@example.com", first_name: "Bob" },
  ]);
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 4, rejected: 4 });
  const codes = run.causes.map(({ code, rows }) => [code, rows]);
  expect(codes).toEqual(
    expect.arrayContaining([
      ["DUPLICATE_KEY", 2],
      ["INVALID_OPTION", 2],
    ]),
  );
  expect(run.callsMade).toBe(0);
});

test("copies that lie batches apart are found: the first is taken out of its chunk again", async () => {
  const { actor, sync, people } = await make();
  await people.run(fill);
  await people.insert([{ email: "P7@example.com" }, { email: "p8@example.com" }, { email: "p8@example.com" }]);
  const runId = await planNewRun(actor, sync.id);
  expect(await getChunks(runId)).toEqual([4998, 1]);
  expect(await getRun(actor, { runId })).toMatchObject({
    rowsPlanned: 4999,
    ledger: { read: 5004, rejected: 5 },
    causes: [{ ...duplicate, rows: 5 }],
  });
  const { rejects } = await listRejects(actor, { runId });
  expect(rejects.map(({ rowNumber }) => rowNumber).sort((a, b) => a - b)).toEqual([7, 8, 5002, 5003, 5004]);
  await finishRun(runId, { code: "gave_up", message: "The test ends here." });
});

test("the copy of a row that HubSpot has already is rejected, and the row itself stays unchanged", async () => {
  const { actor, sync, people } = await make();
  await people.insert([{ email: "ada@example.com", first_name: "Ada" }]);
  await runToEnd(actor, sync.id);
  await people.insert([{ email: "ada@example.com", first_name: "Augusta" }]);
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 2, unchanged: 1, rejected: 1 });
  expect(run.callsMade).toBe(0);
});

async function makeLastWins() {
  const made = await make();
  await updateSync(made.actor, { syncId: made.sync.id, input: { ...made.input, duplicates: "last" } });
  return made;
}

test("where the last row counts, it is sent, and those before it name it", async () => {
  const { actor, sync, people, hubId } = await makeLastWins();
  await people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: " ADA@example.com", first_name: "Augusta" },
    { email: "bob@example.com", first_name: "Bob" },
    { email: "Ada@Example.com ", first_name: "Countess" },
  ]);
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 4, created: 2, rejected: 2 });
  expect(run.causes).toMatchObject([{ stage: "preflight", code: "SUPERSEDED_ROW", rows: 2 }]);
  const contacts = await hubSpot.listRecords(hubId, "contacts");
  expect(contacts.map(({ firstname }) => firstname).sort()).toEqual(["Bob", "Countess"]);
});

test("the last row counts batches apart, also against one that HubSpot has accepted", async () => {
  const { actor, sync, people, hubId } = await makeLastWins();
  await people.run(fill);
  await people.insert([
    { email: "P7@example.com", first_name: "Seven" },
    { email: "p8@example.com", first_name: "P" },
  ]);
  const run = await runToEnd(actor, sync.id);
  expect(run.ledger).toEqual({ ...empty, read: 5003, created: 5001, rejected: 2 });
  const named = async (email: string) =>
    (await hubSpot.listRecords(hubId, "contacts")).find((contact) => contact.email === email)?.firstname;
  expect(await named("p7@example.com")).toBe("Seven");

  await people.insert([{ email: "p9@example.com", first_name: "Nine" }]);
  const next = await runToEnd(actor, sync.id);
  // The accepted first row of p9 is as HubSpot had it; the last rows of p7 and p8 are, too.
  expect(next.ledger).toMatchObject({ read: 5004, updated: 1 });
  expect(describeGap(next.ledger)).toBeNull();
  expect(await named("p9@example.com")).toBe("Nine");
  expect(await named("p7@example.com")).toBe("Seven");
});

test("without an order of the query nobody is last: all copies are rejected", async () => {
  const { actor, sync, people, input } = await make();
  await people.insert([{ email: "ada@example.com" }, { email: "ada@example.com" }]);
  const query = { kind: "sql" as const, sql: `select * from ${people.name}` };
  await updateSync(actor, { syncId: sync.id, input: { ...input, query, duplicates: "last" } });
  expect((await runToEnd(actor, sync.id)).causes).toMatchObject([{ ...duplicate, rows: 2 }]);
});

test("copies of a row that HubSpot has are unchanged, each of them", async () => {
  const { actor, sync, people } = await make();
  await people.insert([{ email: "ada@example.com", first_name: "Ada" }]);
  await runToEnd(actor, sync.id);
  await people.insert([{ email: "ada@example.com", first_name: "Ada" }]);
  expect((await runToEnd(actor, sync.id)).ledger).toEqual({ ...empty, read: 2, unchanged: 2 });
});

test("a row that comes twice doesn't hide that another is gone", async () => {
  const { actor, sync, people } = await make();
  await people.insert([{ email: "ada@example.com" }, { email: "bob@example.com" }, { email: "eve@example.com" }]);
  await runToEnd(actor, sync.id);
  await people.run("update people set email = 'ada@example.com' where email = 'bob@example.com'");
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({ ledger: { ...empty, read: 3, unchanged: 3 }, keysMissing: 1 });
});

test("a guard on new records doesn't count copies that are taken out of the plan", async () => {
  const { actor, sync, people } = await make();
  await people.run(fill);
  await people.insert([{ email: "p7@example.com" }, { email: "P8@example.com" }]);
  const runId = await planNewRun(actor, sync.id);
  expect(await getDb().run.findUnique({ where: { id: runId } })).toMatchObject({ planChanged: 4999, planFresh: 4999 });
  await finishRun(runId, { code: "gave_up", message: "The test ends here." });
});
