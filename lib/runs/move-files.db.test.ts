import { gunzipSync } from "node:zlib";
import { GetObjectCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { StorageInput } from "@/lib/api/storage";
import type { Actor } from "@/lib/auth/actor";
import { getStorage } from "@/lib/connections/get-storage";
import { leaveStorage } from "@/lib/connections/leave-storage";
import { saveStorage } from "@/lib/connections/save-storage";
import { setFileOptions } from "@/lib/connections/set-file-options";
import { getDb } from "@/lib/db";
import { checkToEnd, runToEnd } from "@/lib/local/run-by-hand";
import { S3Error } from "@/lib/local/s3/s3-error";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { denied, testOwnBucket } from "@/lib/local/testing/own-bucket";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import type { ObjectStore } from "@/lib/storage/object-store";
import { deleteSync } from "@/lib/syncs/delete-sync";
import { getRun } from "./get-run";
import { listRejects } from "./list-rejects";
import { moveFiles } from "./move-files";
import { openReport } from "./open-report";
import { instanceReports, reportBase, runPrefix } from "./run-keys";
import { sweepEndedRuns } from "./sweep-ended-runs";
import { sweepFiles } from "./sweep-files";

const hubSpot = await testHubSpot({ portals: 40 });
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();
const own = await testOwnBucket();

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const longTitle = "A title that is longer than the forty letters allowed";

afterEach(() => {
  own.refuse(null);
  own.roles.length = 0;
});

/** A sync of two rows that are refused, one before it is sent and one by HubSpot, and the bucket its files go to. */
async function make(input: StorageInput | null = own.input) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([
    { email: "good@example.com" },
    { email: "eve@example.com", seniority: "guru" },
    { email: "title@example.com", job_title: longTitle },
  ]);
  if (input) await saveStorage(made.actor, input);
  return made;
}

async function listKeys(from: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of from.list(prefix)) keys.push(key.slice(prefix.length));
  return keys;
}

async function listRows(actor: Actor, runId: string): Promise<number[]> {
  return (await listRejects(actor, { runId })).rejects.map(({ rowNumber }) => rowNumber);
}

async function readReport(actor: Actor, runId: string): Promise<string> {
  let text = "";
  for await (const piece of (await openReport(actor, { runId, format: "csv" })).pieces) text += piece;
  return text;
}

/** All of a run's files that are below the prefix of the own bucket, but for the folders' names. */
async function listOwn(syncId: string, runId: string): Promise<string[]> {
  const row = await getDb().run.findUniqueOrThrow({ where: { id: runId } });
  const base = reportBase({ syncId, objectTypeId: "0-1", requestedAt: row.requestedAt });
  const reports = await listKeys(own.store, `team/rejects/${base}`);
  const pages = await listKeys(own.store, `team/rejects/.sluice/${syncId}/${runPrefix(runId)}`);
  return [...reports, ...pages.map((key) => key.replace(/plans\/[^/]+\//, "plan/"))];
}

const whole = [
  "0.csv",
  "plan/manifest.json",
  "plan/rejects/00000.ndjson.gz",
  "rejects/00000.ndjson.gz",
  "report/index.json",
];

/** The minute's clock, so much later than the end of the run. */
const strike = async (runId: string, laterMs = 0) => {
  await getDb().run.updateMany({
    where: { id: runId, filesWaitUntil: { not: null } },
    data: { filesWaitUntil: new Date(Date.now() - 1) },
  });
  return sweepFiles(new Date(Date.now() + laterMs));
};

test("when a run has ended its files are in the workspace's bucket, and nothing of its rejects stays here", async () => {
  const { actor, sync } = await make();
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({
    status: "completed_with_rejects",
    hasReport: true,
    files: { bucket: expect.stringMatching(/^own-bucket\/team\/rejects at 127\.0\.0\.1:\d+$/), waiting: null },
  });
  expect(await listOwn(sync.id, run.id)).toEqual(whole);
  expect(await listKeys(store, runPrefix(run.id))).toEqual([]);
  expect(await listKeys(store, `${instanceReports}/${sync.id}`)).toEqual([]);
  expect(await listRows(actor, run.id)).toEqual([2, 3]);
  const cause = run.causes.find(({ stage }) => stage === "hubspot");
  expect((await listRejects(actor, { runId: run.id, causeId: cause?.id })).rejects).toMatchObject([{ rowNumber: 3 }]);
  const base = reportBase({ syncId: sync.id, objectTypeId: "0-1", requestedAt: new Date(run.requestedAt) });
  expect(await own.store.getText(`team/rejects/${base}0.csv`)).toBe(await readReport(actor, run.id));
});

test("a report says in its metadata which run it is from, and is written as the workspace says", async () => {
  const { actor, sync } = await make({
    ...own.input,
    encryption: { kind: "kms", keyId: "the-key" },
    tags: [{ key: "a", value: "b" }],
  });
  await setFileOptions(actor, { format: "ndjson", compression: "gzip", rejectsKeptDays: null });
  const run = await runToEnd(actor, sync.id);
  const base = reportBase({ syncId: sync.id, objectTypeId: "0-1", requestedAt: new Date(run.requestedAt) });
  const client = new S3Client({
    endpoint: own.input.endpoint ?? "",
    region: own.input.region,
    forcePathStyle: true,
    credentials: { accessKeyId: "OWNER", secretAccessKey: "the owner's secret" },
  });
  afterAll(() => client.destroy());
  const object = { Bucket: own.input.bucket, Key: `team/rejects/${base}0.ndjson.gz` };
  expect(await client.send(new HeadObjectCommand(object))).toMatchObject({
    ContentType: "application/x-ndjson",
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: "the-key",
    TagCount: 1,
    Metadata: {
      "sluice-run-id": run.id,
      "sluice-sync-id": sync.id,
      "sluice-workspace-id": actor.workspaceId,
    },
  });
  const { Body } = await client.send(new GetObjectCommand(object));
  const lines = gunzipSync((await Body?.transformToByteArray()) ?? "")
    .toString()
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { runId: run.id, rowNumber: 2 },
    { runId: run.id, rowNumber: 3 },
  ]);
});

test("a dry run keeps its rejects in the bucket and writes no report", async () => {
  const { actor, sync } = await make();
  const check = await checkToEnd(actor, sync.id);
  expect(await listOwn(sync.id, check.id)).toEqual([
    "plan/manifest.json",
    "plan/rejects/00000.ndjson.gz",
    "report/index.json",
  ]);
  expect(await listRows(actor, check.id)).toEqual([2]);
});

const faults = [
  ["denied", () => denied(), /AccessDenied\. Allow `s3:PutObject` on `arn:aws:s3:::own-bucket\/team\/rejects\/\*`\./],
  [
    "throttled",
    () => new S3Error(503, "SlowDown", "Please reduce your request rate."),
    /SlowDown\. .*tried again later/,
  ],
  ["failing", () => new S3Error(500, "InternalError", "We encountered an internal error."), /InternalError\. /],
] as const;

test.each(faults)(
  "a bucket that is %s ends no run, loses no reject, and gets the files when it is back",
  async (_how, refusal, words) => {
    const { actor, sync } = await make();
    own.refuse(({ action }) => (action === "s3:PutObject" ? refusal() : null));
    const run = await runToEnd(actor, sync.id);
    expect(run).toMatchObject({
      status: "completed_with_rejects",
      hasReport: true,
      files: { bucket: null, waiting: { problem: expect.stringMatching(words), nextTryAt: expect.any(String) } },
    });
    expect(await listRows(actor, run.id)).toEqual([2, 3]);
    expect(await readReport(actor, run.id)).toContain("title@example.com");
    expect(await getStorage(actor)).toMatchObject({ waiting: { runs: 1, problem: expect.stringMatching(words) } });
    await strike(run.id);
    expect((await getRun(actor, { runId: run.id })).files.waiting).not.toBeNull();

    own.refuse(null);
    await strike(run.id);
    expect((await getRun(actor, { runId: run.id })).files).toMatchObject({ waiting: null, bucket: expect.any(String) });
    expect(await listOwn(sync.id, run.id)).toEqual(whole);
    expect(await listKeys(store, runPrefix(run.id))).toEqual([]);
    expect(await listRows(actor, run.id)).toEqual([2, 3]);
    expect(await getStorage(actor)).toMatchObject({ waiting: null });
  },
);

test("a bucket that is denied in the midst of the move has nothing double when it is back", async () => {
  const { actor, sync } = await make();
  let puts = 0;
  own.refuse(({ action }) => (action === "s3:PutObject" && ++puts > 2 ? denied() : null));
  const run = await runToEnd(actor, sync.id);
  expect(run.files.waiting).not.toBeNull();
  expect((await listOwn(sync.id, run.id)).length).toBeGreaterThan(0);
  expect(await listRows(actor, run.id)).toEqual([2, 3]);
  // What the workspace wants by then is for the runs that end by then.
  await setFileOptions(actor, { format: "ndjson", compression: "gzip", rejectsKeptDays: null });
  own.refuse(null);
  await strike(run.id);
  expect(await listOwn(sync.id, run.id)).toEqual(whole);
});

test("a bucket that is gone, and a store that can't be reached, are told; the files come when they are back", async () => {
  const { actor, sync } = await make();
  await own.deleteBucket();
  const run = await runToEnd(actor, sync.id);
  expect(run.files.waiting?.problem).toContain("NoSuchBucket. There is no such bucket");
  await own.stop();
  await strike(run.id);
  expect((await getRun(actor, { runId: run.id })).files.waiting?.problem).toMatch(/ECONNREFUSED\. Nothing answers/);
  expect(await listRows(actor, run.id)).toEqual([2, 3]);
  await own.start();
  await own.createBucket();
  await strike(run.id);
  expect(await listOwn(sync.id, run.id)).toEqual(whole);
});

test("a bucket of another region is told with the region", async () => {
  const { actor, sync } = await make({ ...own.input, region: "us-east-1" });
  const run = await runToEnd(actor, sync.id);
  expect(run.files.waiting?.problem).toMatch(/another region: correct the region to eu-central-1\.$/);
  await saveStorage(actor, own.input);
  await sweepFiles(new Date());
  expect(await listOwn(sync.id, run.id)).toEqual(whole);
});

const role = { arn: "arn:aws:iam::123456789012:role/rejects", externalId: "sluice-9" };
// The instance's keys are asked at the instance's own endpoint; here the environment has them.
const asRole: StorageInput = {
  ...own.input,
  auth: { kind: "role", roleArn: role.arn, externalId: role.externalId, sessionSeconds: 900, stsEndpoint: null },
};

test("sessions of a role that end all the time are renewed by themselves, and told when they can't be", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "OWNKEY");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "the secret of the own bucket");
  const { actor, sync } = await make(asRole);
  own.roles.push({ ...role, lifetimeMs: -1 });
  const run = await runToEnd(actor, sync.id);
  // Its sessions have ended when they are given out, renewed or not.
  expect(run.files.waiting?.problem).toMatch(/ExpiredToken\. The session has ended and couldn't be renewed/);
  own.roles.splice(0, 1, { ...role, lifetimeMs: 4 * MINUTE_MS });
  await strike(run.id);
  expect(await listOwn(sync.id, run.id)).toEqual(whole);

  // The store's clock goes past all sessions: each request asks for another one.
  const second = await runToEnd(actor, sync.id);
  own.clock.aheadMs = 10 * MINUTE_MS;
  expect(await listRows(actor, second.id)).toEqual([2, 3]);
  own.clock.aheadMs = 30 * MINUTE_MS;
  own.roles.length = 0;
  const third = await runToEnd(actor, sync.id);
  own.clock.aheadMs = 0;
  expect(third.files.waiting?.problem).toContain("sts:AssumeRole, AccessDenied. Let the trust policy of");
});

test("of two who move the same files one does, and whoever died lets go after two minutes", async () => {
  const { actor, sync } = await make();
  own.refuse(() => denied());
  const run = await runToEnd(actor, sync.id);
  own.refuse(null);
  // Somebody took them, and was killed.
  await getDb().run.update({
    where: { id: run.id },
    data: { filesTries: { increment: 1 }, filesWaitUntil: new Date(Date.now() + 2 * MINUTE_MS) },
  });
  expect(await moveFiles(run.id)).toBe("taken");
  await getDb().run.update({ where: { id: run.id }, data: { filesWaitUntil: new Date() } });
  const results = await Promise.all([moveFiles(run.id), moveFiles(run.id)]);
  expect(results.toSorted()).toEqual(["moved", "taken"]);
  expect(await listOwn(sync.id, run.id)).toEqual(whole);
});

test("pauses grow, a run that fails keeps the others waiting, and one that works wakes them", async () => {
  const { actor, sync } = await make();
  own.refuse(() => denied());
  const first = await runToEnd(actor, sync.id);
  const second = await runToEnd(actor, sync.id);
  await strike(first.id);
  const waits = await getDb().run.findUniqueOrThrow({ where: { id: first.id } });
  expect((waits.filesWaitUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(MINUTE_MS);
  own.refuse(null);
  await strike(first.id);
  await sweepFiles(new Date(Date.now() + 1000));
  expect((await getRun(actor, { runId: second.id })).files).toMatchObject({
    waiting: null,
    bucket: expect.any(String),
  });
});

test("another bucket keeps old runs readable, and files that wait go to the one that is the workspace's by then", async () => {
  const { actor, sync } = await make();
  const old = await runToEnd(actor, sync.id);
  own.refuse(({ action }) => (action === "s3:PutObject" ? denied() : null));
  const waiting = await runToEnd(actor, sync.id);
  own.refuse(null);
  await saveStorage(actor, { ...own.input, prefix: "other" });
  await sweepFiles(new Date());
  expect(await listRows(actor, old.id)).toEqual([2, 3]);
  expect(await listRows(actor, waiting.id)).toEqual([2, 3]);
  expect((await getRun(actor, { runId: waiting.id })).files.bucket).toContain("own-bucket/other at");
  expect(await listOwn(sync.id, waiting.id)).toEqual([]);
  expect(await getStorage(actor)).toMatchObject({ earlier: [{ runs: 1 }] });
});

test("back in the instance's store, what waited stays here and has its report", async () => {
  const { actor, sync } = await make();
  own.refuse(() => denied());
  const run = await runToEnd(actor, sync.id);
  own.refuse(null);
  await leaveStorage(actor);
  await sweepFiles(new Date());
  expect((await getRun(actor, { runId: run.id })).files).toMatchObject({ bucket: null, waiting: null });
  expect(await listRows(actor, run.id)).toEqual([2, 3]);
  expect(await listKeys(store, `${instanceReports}/${sync.id}/0-1/`)).toMatchObject([
    expect.stringMatching(/_0\.csv$/),
  ]);
});

test("a page that moves while a reader is at the one before it is read where it went", async () => {
  const { actor, sync } = await make();
  own.refuse(() => denied());
  const run = await runToEnd(actor, sync.id);
  own.refuse(null);
  const report = await openReport(actor, { runId: run.id, format: "csv" });
  await strike(run.id);
  expect(await listKeys(store, runPrefix(run.id))).toEqual([]);
  let text = "";
  for await (const piece of report.pieces) text += piece;
  expect(text).toContain("eve@example.com");
  expect(text).toContain("title@example.com");
});

test("whoever dies between the move and the deletion leaves nothing that the clock doesn't find", async () => {
  const { actor, sync } = await make();
  const run = await runToEnd(actor, sync.id);
  await store.putText(`${runPrefix(run.id)}rejects/00000.ndjson.gz`, "");
  await sweepEndedRuns(new Date(Date.now() + 11 * MINUTE_MS));
  expect(await listKeys(store, runPrefix(run.id))).toEqual([]);
});

test.each([
  ["the workspace's bucket", own.input],
  ["the instance's store", null],
])("files in %s go when they are too old, with the samples, and the run says so", async (_where, input) => {
  const { actor, sync } = await make(input);
  const run = await runToEnd(actor, sync.id);
  await setFileOptions(actor, { format: "csv", compression: "none", rejectsKeptDays: 7 });
  await sweepFiles(new Date(Date.now() + 6 * DAY_MS));
  expect(await listRows(actor, run.id)).toEqual([2, 3]);
  await sweepFiles(new Date(Date.now() + 8 * DAY_MS));
  const gone = "The files of this run were deleted after 7 days, as this workspace's storage says.";
  const after = await getRun(actor, { runId: run.id });
  expect(after).toMatchObject({ hasReport: false, files: { whyDeleted: gone, deletedAt: expect.any(String) } });
  expect(after.causes.map(({ rows, samples }) => [rows, samples])).toEqual([
    [1, []],
    [1, []],
  ]);
  const notFound = { code: "not_found", message: gone };
  await expect(listRejects(actor, { runId: run.id })).rejects.toMatchObject(notFound);
  await expect(openReport(actor, { runId: run.id, format: "csv" })).rejects.toMatchObject(notFound);
  expect(await listOwn(sync.id, run.id)).toEqual([]);
  expect(await listKeys(store, runPrefix(run.id))).toEqual([]);
  expect(await listKeys(store, `${instanceReports}/${sync.id}`)).toEqual([]);
});

test("a sync is deleted though its bucket can't be reached, and its files go when it can be again", async () => {
  const { actor, sync } = await make();
  const run = await runToEnd(actor, sync.id);
  const before = await listOwn(sync.id, run.id);
  expect(before).toEqual(whole);
  own.refuse(({ action }) => (action === "s3:ListBucket" || action === "s3:DeleteObject" ? denied() : null));
  await deleteSync(actor, { syncId: sync.id });
  expect(await getDb().sync.count({ where: { id: sync.id } })).toBe(0);
  expect(await getStorage(actor)).toMatchObject({ undeleted: { problem: expect.stringContaining("AccessDenied") } });
  own.refuse(null);
  await sweepFiles(new Date(Date.now() + 5 * MINUTE_MS));
  expect(await listKeys(own.store, `team/rejects/${sync.id}`)).toEqual([]);
  expect(await listKeys(own.store, `team/rejects/.sluice/${sync.id}`)).toEqual([]);
  expect(await getStorage(actor)).toMatchObject({ undeleted: null });
});

test("a sync that is deleted while its files move leaves nothing in the bucket", async () => {
  const { actor, sync } = await make();
  own.refuse(() => denied());
  const run = await runToEnd(actor, sync.id);
  let deletion: Promise<null> | null = null;
  own.refuse(({ action }) => {
    if (action === "s3:PutObject") deletion ??= deleteSync(actor, { syncId: sync.id });
    return null;
  });
  await strike(run.id);
  expect(await deletion).toBeNull();
  await sweepFiles(new Date());
  expect(await listKeys(own.store, `team/rejects/${sync.id}`)).toEqual([]);
  expect(await listKeys(own.store, `team/rejects/.sluice/${sync.id}`)).toEqual([]);
});
