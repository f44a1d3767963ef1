import { expect, test } from "vitest";
import { disconnectPortal } from "@/lib/connections/disconnect-portal";
import { setFileOptions } from "@/lib/connections/set-file-options";
import { getDb, getPool } from "@/lib/db";
import { runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { getObjectStore } from "@/lib/storage/instance-store";
import { deleteSync } from "@/lib/syncs/delete-sync";
import { updateSync } from "@/lib/syncs/update-sync";
import { getCall } from "../calls/get-call";
import { listCalls } from "../calls/list-calls";
import { listChanges } from "../changes/list-changes";
import { getPace } from "../get-pace";
import { sweepFiles } from "../sweep-files";
import { listWritten } from "./list-written";
import { lookUpRecord } from "./look-up-record";

const hubSpot = await testHubSpot({ portals: 12 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const ada = { email: "Ada@Example.com", first_name: "Ada" };
const bob = { email: "bob@example.com", first_name: "Bob", seniority: "guru" };
const notFound = expect.objectContaining({ code: "not_found" });

async function make(rows: Parameters<Awaited<ReturnType<typeof warehouse.createPeople>>["insert"]>[0] = [ada]) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  return made;
}

async function listKeys(runId: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of getObjectStore().list(`written/${runId}/`)) keys.push(key);
  return keys;
}

test("a record shows every value that was written to it, by which run and row, the latest first", async () => {
  const { actor, sync, people } = await make([ada, bob]);
  const first = await runToEnd(actor, sync.id);
  await people.run("update people set first_name = 'Augusta' where email = 'Ada@Example.com'");
  const second = await runToEnd(actor, sync.id);
  const history = await lookUpRecord(actor, { value: "  ADA@example.com" });
  expect(history.writes).toMatchObject([
    {
      runId: second.id,
      outcome: "updated",
      rowNumber: 1,
      values: [{ property: "firstname", value: "Augusta" }],
    },
    { runId: first.id, outcome: "created", rowNumber: 1, values: [{ property: "firstname", value: "Ada" }] },
  ]);
  expect(history).toMatchObject({ nextCursor: null, gaps: { runs: 0, lastEndedAt: null }, keptDays: 90 });
  const [latest] = history.writes;
  expect(history.known).toMatchObject([{ syncId: sync.id, key: "ada@example.com", recordId: latest?.recordId }]);
  expect(latest?.recordUrl).toContain(`/record/0-1/${latest?.recordId}`);
  expect((await lookUpRecord(actor, { value: latest?.recordId ?? "" })).writes).toEqual(history.writes);
  expect(await listAuditActions(actor)).toContain("record.looked_up");
  const events = await getDb().auditEvent.findMany({ where: { workspaceId: actor.workspaceId } });
  expect(JSON.stringify(events)).not.toContain("ada@example.com");
});

test("a value that its field left out of a record that was there was not written", async () => {
  const { actor, sync, people, input } = await make([{ ...ada, job_title: "Pilot" }]);
  const rules: Record<string, "if_empty" | "on_create"> = { firstname: "on_create", jobtitle: "if_empty" };
  const fields = input.mapping.fields.map((field) => ({
    ...field,
    write: rules[field.property] ?? ("always" as const),
  }));
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping: { ...input.mapping, fields } } });
  await runToEnd(actor, sync.id);
  await people.run("update people set first_name = 'Augusta', job_title = 'Captain', managed = 4");
  await runToEnd(actor, sync.id);
  const { writes } = await lookUpRecord(actor, { value: "ada@example.com" });
  expect(writes.map(({ values }) => values)).toEqual([
    [{ property: "employees_managed", value: "4" }],
    [
      { property: "firstname", value: "Ada" },
      { property: "jobtitle", value: "Pilot" },
    ],
  ]);
});

test("a rejected row was not written, and nobody else sees what was", async () => {
  const { actor, sync } = await make([ada, bob]);
  await runToEnd(actor, sync.id);
  expect((await lookUpRecord(actor, { value: "bob@example.com" })).writes).toEqual([]);
  expect((await lookUpRecord(await makeWorkspace(), { value: "ada@example.com" })).writes).toEqual([]);
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(lookUpRecord(viewer, { value: "ada@example.com" })).rejects.toMatchObject({ code: "forbidden" });
});

test("odd questions find nothing and break nothing", async () => {
  const { actor, sync } = await make();
  await runToEnd(actor, sync.id);
  for (const value of ["O'Brien", "🙂", "%", "x".repeat(512), "0", "99999999999999999999", "null", "{}"]) {
    expect((await lookUpRecord(actor, { value })).writes).toEqual([]);
  }
  const wrong = lookUpRecord(actor, { value: "ada@example.com", cursor: "5" });
  await expect(wrong).rejects.toMatchObject({ code: "invalid_input" });
});

test("the rows that a run wrote can be listed by what became of them, page after page", async () => {
  const { actor, sync, people } = await make([]);
  await people.run(
    "insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(1, 120) n",
  );
  const { id: runId } = await runToEnd(actor, sync.id);
  const values: (string | null)[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listWritten(actor, { runId, outcome: "created", ...(cursor ? { cursor } : {}) });
    values.push(...page.rows.map(({ matchValue }) => matchValue));
    cursor = page.nextCursor;
  }
  expect(values).toEqual(Array.from({ length: 120 }, (_, index) => `p${index + 1}@example.com`));
  expect(await listWritten(actor, { runId, outcome: "updated" })).toEqual({ rows: [], nextCursor: null });
  await expect(listWritten(await makeWorkspace(), { runId })).rejects.toEqual(notFound);
});

test("records of vanished rows show that they were cleared", async () => {
  const { actor, sync, people, input } = await make([ada, { email: "eve@example.com", first_name: "Eve" }]);
  await updateSync(actor, {
    syncId: sync.id,
    input: { ...input, vanished: "clear", guard: { ...input.guard, missingShare: null } },
  });
  await runToEnd(actor, sync.id);
  await people.run("delete from people where email = 'eve@example.com'");
  await runToEnd(actor, sync.id);
  const { writes } = await lookUpRecord(actor, { value: "eve@example.com" });
  expect(writes.map(({ outcome }) => outcome)).toEqual(["cleared", "created"]);
});

test("a workspace that keeps no values has none, and is told of the runs that kept none", async () => {
  const { actor, sync } = await make();
  await setFileOptions(actor, { format: "csv", compression: "none", rejectsKeptDays: null, valuesKeptDays: 0 });
  const run = await runToEnd(actor, sync.id);
  expect(await listKeys(run.id)).toEqual([]);
  const history = await lookUpRecord(actor, { value: "ada@example.com" });
  expect(history).toMatchObject({ writes: [], gaps: { runs: 1, lastEndedAt: run.finishedAt }, keptDays: 0 });
  expect(history.known).toHaveLength(1);
});

test("values go when they are too old, when their portal is disconnected and when their sync is deleted", async () => {
  const sweep = () => sweepFiles(new Date());
  const old = await make();
  const oldRun = await runToEnd(old.actor, old.sync.id);
  expect(await listKeys(oldRun.id)).toHaveLength(1);
  await setFileOptions(old.actor, { format: "csv", compression: "none", rejectsKeptDays: null, valuesKeptDays: 30 });
  await getPool().query(`update "Run" set "finishedAt" = now() - interval '31 days' where id = $1`, [oldRun.id]);
  const left = await make();
  const leftRun = await runToEnd(left.actor, left.sync.id);
  await disconnectPortal(left.actor, { portalId: left.portalId });
  const gone = await make();
  const goneRun = await runToEnd(gone.actor, gone.sync.id);
  await deleteSync(gone.actor, { syncId: gone.sync.id });
  // What is given up in one turn of the clock is deleted in the next.
  await sweep();
  await sweep();
  for (const { id } of [oldRun, leftRun, goneRun]) expect(await listKeys(id)).toEqual([]);
  expect((await lookUpRecord(old.actor, { value: "ada@example.com" })).gaps.runs).toBe(1);
  expect((await lookUpRecord(left.actor, { value: "ada@example.com" })).writes).toEqual([]);
});

test("a run that fails in the midst of a chunk keeps what it wrote until then", async () => {
  const { actor, sync, people } = await make([]);
  await people.run(
    "insert into people (email, first_name) select 'q' || n || '@example.com', 'Q' from generate_series(1, 300) n",
  );
  const body = { status: "error", category: "MISSING_SCOPES", message: "Not granted.", errors: [] };
  const match = { method: "POST", path: "/batch/upsert" };
  await hubSpot.admin("POST", "/faults", { match, kind: "status", status: 403, body });
  const { id: runId, ledger, status } = await runToEnd(actor, sync.id);
  expect({ status, ledger }).toMatchObject({ status: "failed", ledger: { created: 200, cancelled: 100 } });
  const { rows } = await getPool().query("select from bulk.written_buffer where run_id = $1", [runId]);
  expect(rows).toEqual([]);
  const page = await getDb().writtenPage.findUniqueOrThrow({ where: { runId_index: { runId, index: 0 } } });
  expect(page.rows).toBe(200);
  const { calls } = await listCalls(actor, { runId, only: "refused" });
  expect(calls).toMatchObject([{ status: 403 }]);
});

test("a run tells its calls with their values masked, its pace, and what changed since the one before", async () => {
  const { actor, sync, input, people } = await make();
  const first = await runToEnd(actor, sync.id);
  expect(await listChanges(actor, { runId: first.id })).toEqual({ previous: null, changes: [], events: [] });
  await people.run("update people set first_name = 'Augusta'");
  await updateSync(actor, { syncId: sync.id, input: { ...input, mode: "update" } });
  const run = await runToEnd(actor, sync.id);
  expect(await listChanges(actor, { runId: run.id })).toMatchObject({
    previous: { id: first.id },
    changes: [{ what: "What it does to records", after: "only update records" }],
    events: [{ by: "Test person", summary: "Changed the sync People" }],
  });
  const { calls } = await listCalls(actor, { runId: run.id });
  expect(calls).toHaveLength(run.callsMade);
  const call = await getCall(actor, { runId: run.id, callId: calls[0]?.id ?? "" });
  expect(call).toMatchObject({ method: "POST", status: 200, attempt: 1 });
  expect(call.request).toContain('"firstname":"A••• (7)"');
  expect(`${call.request}${call.answer}`).not.toContain("Augusta");
  expect(await listCalls(actor, { runId: run.id, only: "refused" })).toEqual({ calls: [], nextCursor: null });
  const { spans } = await getPace(actor, { runId: run.id });
  expect(spans.reduce((sum, { calls: made }) => sum + made, 0)).toBe(run.callsMade);
  expect(spans.reduce((sum, { rows }) => sum + rows, 0)).toBe(run.rowsDelivered);
  const others = await makeWorkspace();
  for (const read of [getPace, listCalls, listChanges]) {
    await expect(read(others, { runId: run.id })).rejects.toEqual(notFound);
  }
  await expect(getCall(others, { runId: run.id, callId: call.id })).rejects.toEqual(notFound);
});
