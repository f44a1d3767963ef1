import { expect, test } from "vitest";
import { getDb, getPool } from "@/lib/db";
import { carryOut, checkToEnd, planNewRun, retryToEnd, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { type SourceCells, testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { addOption } from "../connections/add-option";
import { updateSync } from "../syncs/update-sync";
import { cancelRun } from "./cancel-run";
import { deliverChunk } from "./deliver/deliver-chunk";
import { finishRun } from "./finish-run";
import { getRun } from "./get-run";
import { listRejects } from "./list-rejects";
import { planRun } from "./plan/plan-run";
import { prepareRun } from "./prepare-run";
import { startRetry } from "./start-retry";
import { startRun } from "./start-run";
import { listWritten } from "./written/list-written";

const hubSpot = await testHubSpot({ portals: 32 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const nobody = async () => {};
const longTitle = "A title that is longer than the forty letters allowed";
const empty = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };

async function make(rows: readonly SourceCells[]) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  const addGuru = (value = "guru") =>
    addOption(made.actor, {
      portalId: made.portalId,
      objectTypeId: "0-1",
      property: "seniority",
      value,
      label: value,
    });
  return { ...made, addGuru, run: await runToEnd(made.actor, made.sync.id) };
}

/** One good row, two gurus, and one that HubSpot refuses. */
const troubled: readonly SourceCells[] = [
  { email: "good@example.com" },
  { email: "guru1@example.com", seniority: "guru" },
  { email: "o'brien@example.com", seniority: "guru", first_name: "O'Brien 🛫" },
  { email: "title@example.com", job_title: longTitle },
];

async function listSettled(runId: string) {
  const { rows } = await getPool().query<{ row: number; by: string }>(
    `select row_number as row, by_run as by from bulk.settled_row where run_id = $1 order by 1`,
    [runId],
  );
  return rows;
}

async function countOpen(runId: string) {
  const causes = await getDb().rejectCause.findMany({ where: { runId } });
  return Object.fromEntries(causes.map(({ code, rows, settledRows }) => [code, rows - settledRows]));
}

test("what a run rejected is sent as it was read then, once the reason is gone; what is refused again is open there", async () => {
  const { actor, hubId, people, run, addGuru } = await make(troubled);
  await addGuru();
  // The source is as it may: a retry doesn't read it.
  await people.run("drop table people");
  const retried = await retryToEnd(actor, { runId: run.id });
  expect(retried).toMatchObject({
    status: "completed_with_rejects",
    trigger: "retry",
    origin: { id: run.id, trigger: "manual" },
    ledger: { ...empty, read: 3, created: 2, rejected: 1 },
    keysMissing: 0,
  });
  expect(await listSettled(run.id)).toEqual([2, 3, 4].map((row) => ({ row, by: retried.id })));
  expect(Object.values(await countOpen(run.id))).toEqual([0, 0]);
  expect(Object.values(await countOpen(retried.id))).toEqual([1]);
  expect(await hubSpot.listRecords(hubId, "contacts")).toContainEqual(
    expect.objectContaining({ email: "o'brien@example.com", firstname: "O'Brien 🛫", seniority: "guru" }),
  );
  expect(await listAuditActions(actor)).toContain("run.retried");
  const before = await getRun(actor, { runId: run.id });
  expect(before).toMatchObject({ retry: { rows: 0, whyNot: null }, takers: [{ id: retried.id, trigger: "retry" }] });
  expect(before.causes.map(({ rows, settledRows }) => rows - settledRows)).toEqual([0, 0]);
});

test("a retry takes the causes or the rows that it is asked for, and no row that a later run has seen to", async () => {
  const { actor, run, addGuru } = await make(troubled);
  const byCode = new Map(run.causes.map(({ code, id }) => [code, id]));
  const gurus = byCode.get("INVALID_OPTION") ?? "";
  await addGuru();
  const one = await retryToEnd(actor, { runId: run.id, rowNumbers: [3] });
  expect(one.ledger).toEqual({ ...empty, read: 1, created: 1 });
  expect(await listSettled(run.id)).toEqual([{ row: 3, by: one.id }]);
  await expect(startRetry(actor, { runId: run.id, rowNumbers: [3, 4] }, nobody)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("seen to 1 of these rows already (row 3)"),
  });
  const rest = await retryToEnd(actor, { runId: run.id, causeIds: [gurus] });
  expect(rest.ledger).toEqual({ ...empty, read: 1, created: 1 });
  expect(await countOpen(run.id)).toMatchObject({ INVALID_OPTION: 0 });
  await expect(startRetry(actor, { runId: run.id, causeIds: [gurus] }, nobody)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("None of these rows is open any more"),
  });
  const both = { runId: run.id, causeIds: [gurus], rowNumbers: [4] };
  await expect(startRetry(actor, both, nobody)).rejects.toMatchObject({ code: "invalid_input" });
  await expect(startRetry(actor, { runId: run.id, rowNumbers: [] }, nobody)).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("a retry of a row that was never rejected ends before anything is sent, and says which", async () => {
  const { actor, run } = await make(troubled);
  const retried = await retryToEnd(actor, { runId: run.id, rowNumbers: [1, 2, 99] });
  expect(retried).toMatchObject({
    status: "failed",
    errorMessage: "That run rejected no row 1, 99. Choose rows from its rejects.",
    callsMade: 0,
  });
  expect(await listSettled(run.id)).toEqual([]);
});

test("of two retries at once one is started; the same name gives the same retry, and no other one", async () => {
  const { actor, run, sync } = await make(troubled);
  const retry = { runId: run.id, rowNumbers: [2] };
  const asked = await Promise.allSettled([startRetry(actor, retry, nobody), startRetry(actor, retry, nobody)]);
  expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(asked.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  const [started] = asked.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  await carryOut(started?.runId ?? "");

  const named = { runId: run.id, rowNumbers: [4], idempotencyKey: "job-1" };
  const [first, again] = await Promise.all([startRetry(actor, named, nobody), startRetry(actor, named, nobody)]);
  expect(again).toEqual(first);
  await carryOut(first.runId);
  expect(await startRetry(actor, named, nobody)).toEqual(first);
  const other = { code: "conflict", message: expect.stringContaining("a run of other rejected rows") };
  await expect(startRetry(actor, { ...named, rowNumbers: [3] }, nobody)).rejects.toMatchObject(other);
  await expect(startRun(actor, { syncId: sync.id, idempotencyKey: "job-1" }, nobody)).rejects.toMatchObject(other);
});

test("a retry that is cancelled leaves the rows open that it didn't send", async () => {
  const { actor, run, addGuru } = await make(troubled);
  await addGuru();
  const { runId } = await startRetry(actor, { runId: run.id }, nobody);
  await prepareRun(runId);
  await planRun(runId);
  await cancelRun(actor, { runId }, nobody);
  await finishRun(runId, null);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "cancelled",
    ledger: { ...empty, read: 3, cancelled: 3 },
  });
  expect(await listSettled(run.id)).toEqual([]);
  const again = await retryToEnd(actor, { runId: run.id });
  expect(again.ledger).toMatchObject({ read: 3, created: 2, rejected: 1 });
});

test("steps that die and are taken again, or are taken twice at once, settle each row once", async () => {
  const { actor, run, addGuru } = await make([...troubled, { email: null, first_name: "Nobody" }]);
  await addGuru();
  const { runId } = await startRetry(actor, { runId: run.id }, nobody);
  await prepareRun(runId);
  await Promise.all([planRun(runId), planRun(runId)]);
  await planRun(runId);
  // The row without a match value is rejected again by the plan.
  expect(await listSettled(run.id)).toEqual([{ row: 5, by: runId }]);
  await Promise.all([deliverChunk(runId, 0), deliverChunk(runId, 0)]);
  await deliverChunk(runId, 0);
  await carryOut(runId);
  expect(await countOpen(run.id)).toMatchObject({ INVALID_OPTION: 0, MISSING_KEY: 0 });
  expect((await listSettled(run.id)).map(({ row }) => row)).toEqual([2, 3, 4, 5]);
  const twice = getPool().query(`update "RejectCause" set "settledRows" = "settledRows" + 1 where "runId" = $1`, [
    run.id,
  ]);
  await expect(twice).rejects.toThrow("RejectCause_settles_its_rows");
});

test("what a retry has rejected again is retried from there, and its rows keep the numbers of the run that read them", async () => {
  const { actor, run, addGuru } = await make(troubled);
  const first = await retryToEnd(actor, { runId: run.id });
  expect(first.ledger).toEqual({ ...empty, read: 3, rejected: 3 });
  const numbersOf = async (runId: string) => {
    const { rejects } = await listRejects(actor, { runId });
    return rejects.map(({ rowNumber, originRow, sourceRow }) => [rowNumber, originRow, sourceRow]);
  };
  expect(await numbersOf(first.id)).toEqual([
    [1, 2, 2],
    [2, 3, 3],
    [3, 4, 4],
  ]);
  expect(first.causes.map(({ samples }) => samples.map(({ sourceRow }) => sourceRow))).toEqual([[2, 3], [4]]);
  await addGuru();
  const titles = first.causes.filter(({ option }) => option === null).map(({ id }) => id);
  const third = await retryToEnd(actor, { runId: first.id, causeIds: titles });
  expect(await numbersOf(third.id)).toEqual([[1, 3, 4]]);
  const second = await retryToEnd(actor, { runId: first.id });
  expect(second.ledger).toEqual({ ...empty, read: 2, created: 2 });
  const { rows: written } = await listWritten(actor, { runId: second.id });
  expect(written.map(({ rowNumber }) => rowNumber)).toEqual([2, 3]);
  expect(Object.values(await countOpen(first.id))).toEqual([0, 0]);
  const nothing = { code: "conflict", message: expect.stringContaining("None of these rows is open any more") };
  await expect(startRetry(actor, { runId: run.id }, nobody)).rejects.toMatchObject(nothing);
});

test("only the last run that read the source is retried: an older one says so, a dry run and one under way, too", async () => {
  const { actor, run, sync } = await make(troubled);
  const checked = await checkToEnd(actor, sync.id);
  await expect(startRetry(actor, { runId: checked.id }, nobody)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("A dry run sends nothing"),
  });
  const newer = await planNewRun(actor, sync.id);
  await expect(startRetry(actor, { runId: run.id }, nobody)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("A newer run has read these rows anew"),
  });
  await expect(startRetry(actor, { runId: newer }, nobody)).rejects.toMatchObject({
    message: expect.stringContaining("This run is under way"),
  });
  await finishRun(newer, { code: "hubspot_unreachable", message: "HubSpot didn't answer." });
  expect((await getRun(actor, { runId: run.id })).retry).toMatchObject({ newerRunId: newer });
  // It failed, but it has read all rows.
  const retried = await retryToEnd(actor, { runId: newer });
  expect(retried.ledger).toMatchObject({ read: 2, rejected: 2 });
});

test("a run whose files were deleted says so when it is to be retried, and on its page", async () => {
  const { actor, run } = await make(troubled);
  expect(run.retry).toEqual({ rows: 3, whyNot: null, newerRunId: null });
  await getDb().run.update({ where: { id: run.id }, data: { filesDeletedAt: new Date(), filesKeptDays: 30 } });
  const message = expect.stringContaining("The files of this run were deleted after 30 days");
  await expect(startRetry(actor, { runId: run.id }, nobody)).rejects.toMatchObject({ code: "conflict", message });
  expect((await getRun(actor, { runId: run.id })).retry).toMatchObject({ whyNot: message });
});

test("a run that read the rows anew between the asking and the beginning ends the retry before it sends", async () => {
  const { actor, run, sync } = await make(troubled);
  const { runId } = await startRetry(actor, { runId: run.id }, nobody);
  // As if the other had been asked for, and had ended, in between.
  const { snapshot, ...facts } = await getDb().run.findUniqueOrThrow({
    where: { id: run.id },
    select: { workspaceId: true, syncVersion: true, snapshot: true },
  });
  const ended = { trigger: "manual", plannedAt: new Date(), finishedAt: new Date() };
  await getDb().run.create({ data: { ...facts, ...ended, syncId: sync.id, snapshot: snapshot ?? {} } });
  await carryOut(runId);
  expect(await getRun(actor, { runId })).toMatchObject({
    status: "failed",
    errorMessage: expect.stringContaining("A newer run has read these rows anew"),
  });
});

test("a column that the mapping takes by now and the stored rows don't have is named before anything is sent", async () => {
  const { actor, run, sync, input, people } = await make(troubled);
  await people.run("alter table people add column nick_name text");
  const mapping = {
    ...input.mapping,
    fields: [
      ...input.mapping.fields.filter(({ property }) => property !== "firstname"),
      { property: "firstname", value: { kind: "column" as const, column: "nick_name" }, whenEmpty: "skip" as const },
    ],
  };
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping } });
  const retried = await retryToEnd(actor, { runId: run.id });
  expect(retried).toMatchObject({ status: "failed", errorCode: "mapping_invalid", callsMade: 0 });
  expect(retried.errorMessage).toContain("The mapping takes `nick_name`, which the rejected rows don't have");
});

test("rows of a shared match value aren't retried by themselves, by cause, by number or with all others", async () => {
  const { actor, run } = await make([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "ADA@example.com", first_name: "Other" },
    { email: "eve@example.com", seniority: "guru" },
  ]);
  const shared = { message: expect.stringContaining("shares its match value with other rows") };
  const causeId = run.causes.find(({ code }) => code === "DUPLICATE_KEY")?.id ?? "";
  await expect(startRetry(actor, { runId: run.id, causeIds: [causeId] }, nobody)).rejects.toMatchObject(shared);
  const byNumber = await retryToEnd(actor, { runId: run.id, rowNumbers: [2] });
  expect(byNumber).toMatchObject({ status: "failed", errorMessage: shared.message });
  const all = await retryToEnd(actor, { runId: run.id });
  expect(all.ledger).toEqual({ ...empty, read: 1, rejected: 1 });
  expect(await countOpen(run.id)).toEqual({ DUPLICATE_KEY: 2, INVALID_OPTION: 0 });
});

test("a sync's limits on shares and on rows don't hold a retry, and its rows aren't what is usual", async () => {
  const rows = Array.from({ length: 10 }, (_, index) => ({ email: `p${index}@example.com` }));
  const { actor, sync, input, people, run } = await make([...rows, { email: "guru@example.com", seniority: "guru" }]);
  const guard = { ...input.guard, rejectedShare: 0.2, rowsShare: 0.1 };
  await updateSync(actor, { syncId: sync.id, input: { ...input, guard, vanished: "archive" } });
  await runToEnd(actor, sync.id);
  const last = await runToEnd(actor, sync.id);
  for (let time = 0, of = last.id; time < 4; time += 1) {
    const retried = await retryToEnd(actor, { runId: of });
    expect(retried).toMatchObject({ ledger: { ...empty, read: 1, rejected: 1 }, guardReasons: [], keysMissing: 0 });
    of = retried.id;
  }
  await people.insert([{ email: "new@example.com" }]);
  expect(await runToEnd(actor, sync.id)).toMatchObject({ ledger: { read: 12, created: 1 }, guardReasons: [] });
  expect(run.ledger.read).toBe(11);
});

test("somebody else's run is none, a viewer retries nothing, and a cause of another run is none of this one's", async () => {
  const { actor, run } = await make(troubled);
  const other = await make(troubled);
  const notThere = { code: "not_found" };
  await expect(startRetry(other.actor, { runId: run.id }, nobody)).rejects.toMatchObject(notThere);
  await expect(startRetry(await makeWorkspace(), { runId: run.id }, nobody)).rejects.toMatchObject(notThere);
  const causeIds = [other.run.causes[0]?.id ?? ""];
  await expect(startRetry(actor, { runId: run.id, causeIds }, nobody)).rejects.toMatchObject(notThere);
  await expect(startRetry(actor, { runId: "nonsense" }, nobody)).rejects.toMatchObject(notThere);
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(startRetry(viewer, { runId: run.id }, nobody)).rejects.toMatchObject({ code: "forbidden" });
});

const twins = (seniority: readonly [string | null, string | null]): readonly SourceCells[] => [
  { email: "ada@example.com", first_name: "Earlier", seniority: seniority[0] },
  { email: "ADA@example.com", first_name: "Later", seniority: seniority[1] },
];

test("a refused row whose match value another row of its run had, too, is not sent for itself", async () => {
  const { actor, hubId, run, addGuru } = await make(twins(["guru", null]));
  await addGuru();
  const retried = await retryToEnd(actor, { runId: run.id });
  expect(retried.causes).toMatchObject([{ code: "DUPLICATE_KEY", rows: 1 }]);
  expect(await countOpen(run.id)).toEqual({ DUPLICATE_KEY: 1, INVALID_OPTION: 0 });
  expect(await hubSpot.listRecords(hubId, "contacts")).toEqual([]);
});

test.each([
  { what: "an earlier one stays behind the last, which has arrived", seniority: ["guru", null], name: "Later" },
  { what: "the last one is sent, once its reason is gone", seniority: [null, "guru"], name: "Later" },
] as const)("where the last row counts, of rows with one match value $what", async ({ seniority, name }) => {
  const { actor, hubId, sync, input, people, addGuru } = await make([]);
  await updateSync(actor, { syncId: sync.id, input: { ...input, duplicates: "last" } });
  await people.insert(twins(seniority));
  const run = await runToEnd(actor, sync.id);
  await addGuru();
  const retried = await retryToEnd(actor, { runId: run.id });
  expect(retried.ledger.read).toBe(1);
  const again = await retryToEnd(actor, { runId: retried.id }).catch((error: unknown) => error);
  expect(again).toBeInstanceOf(Error);
  expect((await hubSpot.listRecords(hubId, "contacts")).map(({ firstname }) => firstname)).toEqual([name]);
});
