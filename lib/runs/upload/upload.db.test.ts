import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import type { UploadView } from "@/lib/api/uploads";
import type { Actor } from "@/lib/auth/actor";
import { disconnectPortal } from "@/lib/connections/disconnect-portal";
import { getDb, getPool } from "@/lib/db";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { beginRun, carryOut, checkToEnd, planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { type SourceCells, testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { writeReportHead, writeReportLine } from "@/lib/rejects/report-csv";
import { getObjectStore } from "@/lib/storage/instance-store";
import { deleteSync } from "@/lib/syncs/delete-sync";
import { updateSync } from "@/lib/syncs/update-sync";
import { cancelRun } from "../cancel-run";
import { getRun } from "../get-run";
import { openRejectFiles } from "../reject-files";
import { uploadedRowsKey, uploadPrefix } from "../run-keys";
import { getRunWork } from "../run-work";
import { getUpload } from "./get-upload";
import { sendUpload } from "./send-upload";
import { sweepUploads } from "./sweep-uploads";
import { uploadCorrectedFile } from "./upload-corrected-file";

const hubSpot = await testHubSpot({ portals: 40 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const nobody = async () => {};
const longTitle = "A title that is longer than the forty letters allowed";
const DAY_MS = 24 * 60 * 60_000;

/** A good row, two gurus, one that HubSpot refuses, one without an address. */
const troubled: readonly SourceCells[] = [
  { email: "good@example.com" },
  { email: "guru@example.com", seniority: "guru", managed: "007" },
  { email: "o'brien@example.com", seniority: "guru", first_name: "=O'Brien 🛫" },
  { email: "title@example.com", job_title: longTitle, badge: "" },
  { email: null, first_name: "Nobody" },
];

type Line = Record<string, string>;

async function make(rows: readonly SourceCells[] = troubled) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  return { ...made, run: await runToEnd(made.actor, made.sync.id) };
}

/** The report of a run, as a spreadsheet opens it. */
async function download(runId: string): Promise<Line[]> {
  const files = await openRejectFiles(await getRunWork(runId));
  if (!files) return [];
  let text = writeReportHead(files.columns.map(({ name }) => name));
  for (const page of files.pages) for await (const reject of files.read(page)) text += writeReportLine(runId, reject);
  return parse(text, { columns: true, bom: true });
}

/** As a European Excel saves it. */
const save = (lines: readonly Line[]) =>
  stringify([...lines], { header: true, delimiter: ";", record_delimiter: "\r\n", bom: true });

async function* cut(content: string | Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const upload = (actor: Actor, runId: string, content: string | Uint8Array) =>
  uploadCorrectedFile(actor, { runId, fileName: "Rejected rows, corrected.csv" }, cut(content));

const correct = (lines: readonly Line[], changes: Readonly<Record<string, Line>>) =>
  lines.map((line) => ({ ...line, ...changes[line.sluice_row ?? ""] }));

async function sendToEnd(actor: Actor, { id: uploadId }: UploadView) {
  const { runId } = await sendUpload(actor, { uploadId }, nobody);
  await carryOut(runId);
  return getRun(actor, { runId });
}

async function listStored(uploadId: string): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const line of getObjectStore().readLines(uploadedRowsKey(uploadId))) lines.push(JSON.parse(line));
  return lines;
}

async function listKeys(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of getObjectStore().list(prefix)) keys.push(key);
  return keys;
}

async function countOpen(runId: string): Promise<number> {
  const { _sum } = await getDb().rejectCause.aggregate({ where: { runId }, _sum: { rows: true, settledRows: true } });
  return (_sum.rows ?? 0) - (_sum.settledRows ?? 0);
}

const reasonsOf = ({ leftOut }: UploadView) => Object.fromEntries(leftOut.map(({ reason, lines }) => [reason, lines]));

test("only the rows of the file are sent, corrected as it says, in whatever order and look it comes", async () => {
  const { actor, hubId, run } = await make();
  const lines = await download(run.id);
  expect(lines).toHaveLength(4);
  const corrected = correct(lines, {
    2: { seniority: "lead" },
    3: { seniority: "director", job_title: "Pilot" },
    5: { email: "found@example.com" },
  });
  const file = save(corrected.filter((line) => line.sluice_row !== "4").toReversed());
  const found = await upload(actor, run.id, file);
  expect(found).toMatchObject({
    runId: run.id,
    fileName: "Rejected rows, corrected.csv",
    bytes: Buffer.byteLength(file),
    format: "csv",
    rows: 3,
    changedRows: 3,
    changedCells: 4,
    leftOut: [],
    ignoredColumns: [],
    warnings: [],
    check: { rows: 3, refused: 0, causes: [], problems: [], whyUnchecked: null },
    whyNot: null,
    sentByRunId: null,
    uploadedBy: "Test person",
  });
  expect(found.changedColumns.find(({ column }) => column === "seniority")).toMatchObject({
    cells: 2,
    examples: expect.arrayContaining([{ line: 4, from: "guru", to: "lead" }]),
  });
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(1);

  const sent = await sendToEnd(actor, found);
  expect(sent).toMatchObject({ status: "completed", trigger: "upload", ledger: { read: 3, created: 3, rejected: 0 } });
  const records = await hubSpot.listRecords(hubId, "contacts");
  expect(records).toHaveLength(4);
  expect(records).toContainEqual(
    expect.objectContaining({ firstname: "=O'Brien 🛫", seniority: "director", jobtitle: "Pilot" }),
  );
  expect(records).toContainEqual(expect.objectContaining({ email: "found@example.com", firstname: "Nobody" }));
  // The row that was deleted from the file stays open.
  expect(await countOpen(run.id)).toBe(1);
  expect(await getUpload(actor, { uploadId: found.id })).toMatchObject({ sentByRunId: sent.id, whyNot: null });
  expect(await listAuditActions(actor)).toContain("run.uploaded");
});

test("a file that nobody changed sends the rows as they were read, with nothing and empty texts told apart", async () => {
  const { actor, run } = await make();
  const found = await upload(actor, run.id, save(await download(run.id)));
  expect(found).toMatchObject({ rows: 4, changedRows: 0, changedColumns: [], check: { rows: 4, refused: 3 } });
  expect(found.check.causes).toMatchObject([
    { code: "INVALID_OPTION", property: "seniority", rows: 2 },
    { code: "MISSING_KEY", rows: 1 },
  ]);
  const files = await openRejectFiles(await getRunWork(run.id));
  const rejects: unknown[] = [];
  for (const page of files?.pages ?? []) {
    for await (const { rowNumber, cells } of files?.read(page) ?? []) rejects.push({ rowNumber, cells });
  }
  const stored = await listStored(found.id);
  expect(stored).toMatchObject(rejects);
  expect(JSON.stringify(stored)).toMatch(/"title@example.com",null,.*,""\]/);
  // Refused again, they are open in the run that sent them, and settled where they were before.
  const sent = await sendToEnd(actor, found);
  expect(sent.ledger).toMatchObject({ read: 4, rejected: 4 });
  expect([await countOpen(run.id), await countOpen(sent.id)]).toEqual([0, 4]);
});

test("values that a spreadsheet has changed by itself are told, and stop nothing", async () => {
  const { actor, run } = await make();
  const lines = correct(await download(run.id), { 2: { managed: "7", seniority: "lead" } });
  expect(await upload(actor, run.id, save(lines))).toMatchObject({
    rows: 4,
    changedCells: 2,
    warnings: [{ mark: "zeros_dropped", column: "managed", cells: 1, example: { from: "007", to: "7" } }],
    whyNot: null,
  });
});

test("emoji, O'Brien, 65,536 letters and an emptied cell come through", async () => {
  const { actor, run } = await make();
  const note = `😀 O'Brien "quoted"; \r\n${"x".repeat(65_536)}`;
  const lines = correct(await download(run.id), { 2: { first_name: note, seniority: "" } });
  const found = await upload(actor, run.id, save(lines.filter((line) => line.sluice_row === "2")));
  expect(found.changedColumns.flatMap(({ examples }) => examples).every(({ to }) => (to ?? "").length <= 200)).toBe(
    true,
  );
  expect(await listStored(found.id)).toMatchObject([{ rowNumber: 2, cells: expect.arrayContaining([note]) }]);
  expect(JSON.stringify(await listStored(found.id))).not.toContain('guru"');
});

test("the report for machines comes back the same way", async () => {
  const { actor, run } = await make();
  const row = {
    id: "2",
    email: "guru@example.com",
    first_name: null,
    job_title: null,
    seniority: "lead",
    managed: "7",
    badge: null,
  };
  const line = JSON.stringify({ row, runId: run.id, rowNumber: 2, anything: "else" });
  const found = await upload(actor, run.id, `${line}\n`);
  expect(found).toMatchObject({ format: "ndjson", rows: 1, changedCells: 2 });
  expect((await sendToEnd(actor, found)).ledger).toMatchObject({ read: 1, created: 1 });
});

test("each line that isn't sent is counted with its reason and its place, and stops no other", async () => {
  const { actor, people, run } = await make([
    ...troubled,
    { email: "twin@example.com", first_name: "One" },
    { email: "Twin@example.com", first_name: "Two" },
  ]);
  const lines = await download(run.id);
  const find = (row: number): Line => lines.find((line) => line.sluice_row === String(row)) ?? {};
  const other = "019ab2c4-5d6e-7f80-9a1b-2c3d4e5f6071";
  const file = save([
    { ...find(2), seniority: "lead" },
    find(2), // another version of the same row
    find(3),
    { ...find(3) }, // the same to the letter
    { ...find(4), sluice_run_id: other },
    { ...find(4), sluice_row: "1" }, // a good row
    { ...find(4), sluice_row: "900" },
    { ...find(4), sluice_row: "4E+00" },
    { ...find(4), sluice_run_id: "" },
    find(6), // still the twin of the other
    { ...find(7), email: "only@example.com" },
  ]);
  const found = await upload(actor, run.id, file);
  expect(reasonsOf(found)).toEqual({
    twice: [2, 3],
    repeated: [5],
    foreign: [6],
    not_rejected: [7, 8],
    unmarked: [9, 10],
    ambiguous: [11],
  });
  expect(found.rows).toBe(2);
  expect(await listStored(found.id)).toMatchObject([{ rowNumber: 3 }, { rowNumber: 7 }].sort());
  await people.run("drop table people");
  expect((await sendToEnd(actor, found)).ledger).toMatchObject({ read: 2 });
});

test("a file of another run is looked through, says so, and can't be sent", async () => {
  const { actor, run } = await make();
  const other = await make();
  const found = await upload(actor, run.id, save(await download(other.run.id)));
  expect(found).toMatchObject({ rows: 0, leftOut: [{ reason: "foreign", rows: 4 }] });
  expect(found.whyNot).toContain("No line of this file can be sent");
  await expect(sendUpload(actor, { uploadId: found.id }, nobody)).rejects.toMatchObject({ code: "conflict" });
});

test("rows that another run settled before the file came are left out; those after it aren't sent again", async () => {
  const { actor, run } = await make();
  const lines = correct(await download(run.id), { 2: { seniority: "lead" }, 3: { seniority: "lead" } });
  const [first, second, whole] = [
    await upload(actor, run.id, save(lines.filter((line) => line.sluice_row === "2"))),
    await upload(actor, run.id, save(lines.filter((line) => ["2", "3"].includes(line.sluice_row ?? "")))),
    await upload(actor, run.id, save(lines)),
  ];
  expect((await sendToEnd(actor, first)).ledger).toMatchObject({ read: 1, created: 1 });
  expect(second).toMatchObject({ rows: 2 });
  expect((await sendToEnd(actor, second)).ledger).toMatchObject({ read: 1, created: 1 });
  expect((await sendToEnd(actor, whole)).ledger).toMatchObject({ read: 2, rejected: 2 });
  await expect(upload(actor, run.id, save(lines))).resolves.toMatchObject({
    rows: 0,
    leftOut: [{ reason: "settled", rows: 4 }],
  });
});

test("of two who send a file at once one does, and it is sent once for ever", async () => {
  const { actor, run } = await make();
  const { id: uploadId } = await upload(actor, run.id, save(await download(run.id)));
  const [one, two] = await Promise.allSettled([
    sendUpload(actor, { uploadId }, nobody),
    sendUpload(actor, { uploadId }, nobody),
  ]);
  const runs = [one, two].flatMap((result) => (result.status === "fulfilled" ? [result.value.runId] : []));
  expect(runs).toHaveLength(1);
  const lost = [one, two].find((result) => result.status === "rejected");
  expect(lost).toMatchObject({ reason: { code: "conflict" } });
  await carryOut(runs[0] ?? "");
  await expect(sendUpload(actor, { uploadId }, nobody)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(runs[0] ?? ""),
  });
  expect(await getDb().run.count({ where: { workspaceId: actor.workspaceId, trigger: "upload" } })).toBe(1);
});

test("sending by the same name answers the same run, and the name is good for nothing else", async () => {
  const { actor, run } = await make();
  const file = save(await download(run.id));
  const [one, two] = [await upload(actor, run.id, file), await upload(actor, run.id, file)];
  const idempotencyKey = "job-1";
  const { runId } = await sendUpload(actor, { uploadId: one.id, idempotencyKey }, nobody);
  expect(await sendUpload(actor, { uploadId: one.id, idempotencyKey }, nobody)).toEqual({ runId });
  await expect(sendUpload(actor, { uploadId: two.id, idempotencyKey }, nobody)).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a file can't be sent while a run of its sync is under way, and can be after it", async () => {
  const { actor, sync, run } = await make();
  const found = await upload(actor, run.id, save(await download(run.id)));
  const runId = await beginRun(actor, sync.id);
  await expect(sendUpload(actor, { uploadId: found.id }, nobody)).rejects.toMatchObject({ code: "conflict" });
  expect((await getUpload(actor, { uploadId: found.id })).sentByRunId).toBeNull();
  await cancelRun(actor, { runId }, nobody);
  await carryOut(runId);
  expect((await sendToEnd(actor, found)).ledger).toMatchObject({ read: 4 });
});

test("what an older run has rejected can't be uploaded, nor sent from before", async () => {
  const { actor, sync, run } = await make();
  const file = save(await download(run.id));
  const found = await upload(actor, run.id, file);
  await runToEnd(actor, sync.id);
  const conflict = { code: "conflict", message: expect.stringContaining("newer run") };
  await expect(upload(actor, run.id, file)).rejects.toMatchObject(conflict);
  await expect(sendUpload(actor, { uploadId: found.id }, nobody)).rejects.toMatchObject(conflict);
  expect((await getUpload(actor, { uploadId: found.id })).whyNot).toContain("newer run");
});

test("a run that is under way, a dry run and one without rejects take no file", async () => {
  const { actor, sync, run, people } = await make();
  const file = save(await download(run.id));
  const dry = await checkToEnd(actor, sync.id);
  await expect(upload(actor, dry.id, file)).rejects.toMatchObject({ code: "conflict" });
  const live = await planNewRun(actor, sync.id);
  await expect(upload(actor, live, file)).rejects.toMatchObject({ code: "conflict" });
  await carryOut(live);
  await people.run("delete from people");
  const clean = await runToEnd(actor, sync.id);
  await expect(upload(actor, clean.id, file)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("rejected no row"),
  });
});

test("what was refused again by an upload can be corrected and uploaded from there", async () => {
  const { actor, run } = await make();
  const again = await sendToEnd(actor, await upload(actor, run.id, save(await download(run.id))));
  const lines = await download(again.id);
  expect(lines.every((line) => line.sluice_run_id === again.id)).toBe(true);
  const found = await upload(actor, again.id, save(lines.map((line) => ({ ...line, seniority: "lead" }))));
  expect(found.rows).toBe(4);
  expect((await sendToEnd(actor, found)).ledger).toMatchObject({ read: 4, created: 2, rejected: 2 });
  expect(await countOpen(again.id)).toBe(0);
});

test("somebody else's run and file look as if they weren't there; a viewer looks and sends nothing", async () => {
  const { actor, run } = await make();
  const file = save(await download(run.id));
  const found = await upload(actor, run.id, file);
  const stranger = await makeWorkspace();
  await expect(upload(stranger, run.id, file)).rejects.toMatchObject({ code: "not_found" });
  await expect(getUpload(stranger, { uploadId: found.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(sendUpload(stranger, { uploadId: found.id }, nobody)).rejects.toMatchObject({ code: "not_found" });
  await expect(getUpload(actor, { uploadId: "nonsense" })).rejects.toMatchObject({ code: "not_found" });

  const viewer = await addMember(actor.workspaceId, "viewer");
  expect((await getUpload(viewer, { uploadId: found.id })).rows).toBe(4);
  await expect(upload(viewer, run.id, file)).rejects.toMatchObject({ code: "forbidden" });
  await expect(sendUpload(viewer, { uploadId: found.id }, nobody)).rejects.toMatchObject({ code: "forbidden" });
});

test("a file that is refused leaves nothing behind, wherever its fault is", async () => {
  const { actor, run } = await make();
  const text = save(await download(run.id));
  const before = await listKeys("uploads/");
  const wrong = [
    "",
    "PK\x03\x04",
    text.replace("sluice_row", "row"),
    Buffer.from(text.replace("Nobody", "Zoë"), "latin1"),
    `${text}"open`,
  ];
  for (const content of wrong) {
    await expect(upload(actor, run.id, content)).rejects.toMatchObject({ code: "invalid_input" });
  }
  const broken = async function* () {
    yield* cut(text.slice(0, 500));
    throw new Error("The caller went away.");
  };
  await expect(uploadCorrectedFile(actor, { runId: run.id }, broken())).rejects.toThrow("went away");
  expect(await getDb().upload.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  expect(await listKeys("uploads/")).toEqual(before);
});

test("a mapping that takes a column the rows don't have is told before anything is sent", async () => {
  const { actor, sync, input, people, run } = await make();
  await people.run("alter table people add column nickname text");
  const nickname = {
    property: "company",
    value: { kind: "column" as const, column: "nickname" },
    whenEmpty: "skip" as const,
  };
  const mapping = { ...input.mapping, fields: [...input.mapping.fields, nickname] };
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping } });
  const found = await upload(actor, run.id, save(await download(run.id)));
  expect(found.check).toMatchObject({ rows: 0, problems: [expect.stringContaining("nickname")] });
  expect(found.whyNot).toContain("nickname");
  await expect(sendUpload(actor, { uploadId: found.id }, nobody)).rejects.toMatchObject({ code: "conflict" });
});

test("a portal that can't be asked is no fault of the file: it says that nothing was checked, and can be sent later", async () => {
  const { actor, portalId, hubId, run } = await make();
  const file = save(correct(await download(run.id), { 2: { seniority: "lead" } }));
  await disconnectPortal(actor, { portalId });
  const found = await upload(actor, run.id, file);
  expect(found).toMatchObject({ rows: 4, changedCells: 1, check: { rows: 0, problems: [] }, whyNot: null });
  expect(found.check.whyUnchecked).toMatch(/connect/i);
  await expect(sendUpload(actor, { uploadId: found.id }, nobody)).rejects.toMatchObject({ code: "hubspot_reconnect" });
  await connectSandbox(actor, hubId);
  expect((await sendToEnd(actor, found)).ledger).toMatchObject({ read: 4, created: 1 });
});

test("rows of the file that share a match value are told before they are sent", async () => {
  const { actor, run } = await make();
  const same = { email: "same@example.com", seniority: "lead" };
  const found = await upload(
    actor,
    run.id,
    save(correct(await download(run.id), { 2: same, 3: { ...same, email: "SAME@example.com" } })),
  );
  expect(found.check.causes).toContainEqual(expect.objectContaining({ code: "DUPLICATE_KEY", rows: 2 }));
  expect((await sendToEnd(actor, found)).causes).toContainEqual(
    expect.objectContaining({ code: "DUPLICATE_KEY", rows: 2 }),
  );
});

test("a file that nobody sends is deleted after a day, one that was sent when its run has ended", async () => {
  const { actor, run } = await make();
  const lines = await download(run.id);
  const [sent, unsent] = [
    await upload(actor, run.id, save(lines.slice(0, 2))),
    await upload(actor, run.id, save(lines.slice(2))),
  ];
  const { runId } = await sendUpload(actor, { uploadId: sent.id }, nobody);
  const soon = new Date(Date.now() + DAY_MS - 60_000);
  await sweepUploads(soon);
  expect(await listKeys(uploadPrefix(sent.id))).toHaveLength(1);
  await carryOut(runId);
  await sweepUploads(soon);
  expect([await listKeys(uploadPrefix(sent.id)), await listKeys(uploadPrefix(unsent.id))]).toEqual([
    [],
    [expect.any(String)],
  ]);
  expect(await getUpload(actor, { uploadId: sent.id })).toMatchObject({ rows: 2, sentByRunId: runId, warnings: [] });
  expect((await getUpload(actor, { uploadId: sent.id })).changedColumns.flatMap(({ examples }) => examples)).toEqual(
    [],
  );

  await sweepUploads(new Date(Date.now() + DAY_MS + 60_000));
  expect(await listKeys(uploadPrefix(unsent.id))).toEqual([]);
  await expect(getUpload(actor, { uploadId: unsent.id })).rejects.toMatchObject({ code: "not_found" });
});

test("with a sync go the corrected files of its runs", async () => {
  const { actor, sync, run } = await make();
  const found = await upload(actor, run.id, save(await download(run.id)));
  await deleteSync(actor, { syncId: sync.id });
  expect(await listKeys(uploadPrefix(found.id))).toEqual([]);
  await expect(getUpload(actor, { uploadId: found.id })).rejects.toMatchObject({ code: "not_found" });
});

test("a sync that is deleted while a file is looked through leaves nothing of it behind", async () => {
  const { actor, sync, run } = await make();
  const text = save(await download(run.id));
  const before = await listKeys("uploads/");
  const slow = async function* () {
    yield* cut(text.slice(0, -10));
    await deleteSync(actor, { syncId: sync.id });
    yield* cut(text.slice(-10));
  };
  await expect(uploadCorrectedFile(actor, { runId: run.id }, slow())).rejects.toMatchObject({ code: "not_found" });
  expect(await listKeys("uploads/")).toEqual(before);
});

test("a table of rows under way is nobody else's, and is gone with its connection", async () => {
  const { rows } = await getPool().query("select 1 from pg_class where relname = 'staged_row'");
  expect(rows).toEqual([]);
});
