import { afterEach, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { disconnectPortal } from "@/lib/connections/disconnect-portal";
import { getStorage } from "@/lib/connections/get-storage";
import { leaveStorage } from "@/lib/connections/leave-storage";
import { saveStorage } from "@/lib/connections/save-storage";
import { getDb, getPool } from "@/lib/db";
import { runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { denied, testOwnBucket } from "@/lib/local/testing/own-bucket";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember } from "@/lib/local/testing/workspace";
import type { ObjectStore } from "@/lib/storage/object-store";
import { getRun } from "../get-run";
import { ownFolder, writtenKey, writtenPrefix } from "../run-keys";
import { sweepFiles } from "../sweep-files";
import { findPages } from "./find-pages";
import { lookUpRecord } from "./look-up-record";
import { moveWritten } from "./move-written";
import { keyEntry } from "./page-sieve";
import { readPage } from "./read-page";

const hubSpot = await testHubSpot({ portals: 12 });
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();
const own = await testOwnBucket();

const MINUTE_MS = 60_000;
const email = "ada@example.com";
const put = "s3:PutObject";
const refusePuts = () => own.refuse(({ action }) => (action === put ? denied() : null));
const always = () => true;

afterEach(() => own.refuse(null));

/** A run whose values a bucket of the workspace's own didn't take. */
async function makeWaiting() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([{ email, first_name: "Ada" }]);
  await saveStorage(made.actor, own.input);
  refusePuts();
  const { id: runId } = await runToEnd(made.actor, made.sync.id);
  own.refuse(null);
  return { ...made, runId };
}

/** The minute's clock, when its pause is over. */
async function strike(runId: string): Promise<void> {
  await getDb().writtenPage.updateMany({ where: { runId, moveAt: { not: null } }, data: { moveAt: new Date() } });
  await sweepFiles(new Date(Date.now() + 1_000));
}

async function listKeys(from: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of from.list(prefix)) keys.push(key.slice(prefix.length));
  return keys;
}

const listHere = (runId: string) => listKeys(store, writtenPrefix(runId));
const listOwn = (syncId: string, runId: string) =>
  listKeys(own.store, `team/rejects/${ownFolder(syncId)}/${writtenPrefix(runId)}`);
const findValues = async (actor: Actor) =>
  (await lookUpRecord(actor, { value: email })).writes.map(({ values }) => values);
const ada = [[{ property: "firstname", value: "Ada" }]];
const page = ["00000.ndjson.gz"];

test("values that a bucket didn't take wait here, are told, and are in the bucket when it is back", async () => {
  const { actor, sync, runId } = await makeWaiting();
  expect(await listHere(runId)).toEqual(page);
  expect(await findValues(actor)).toEqual(ada);
  const waiting = { runs: 1, sentRows: 0, problem: expect.stringContaining("AccessDenied") };
  expect(await getStorage(actor)).toMatchObject({ waiting });
  expect((await getRun(actor, { runId })).valuesWaiting).toEqual({
    problem: expect.stringContaining("AccessDenied"),
    nextTryAt: expect.any(String),
  });
  await strike(runId);
  expect(await listOwn(sync.id, runId)).toEqual(page);
  expect(await listHere(runId)).toEqual([]);
  expect(await findValues(actor)).toEqual(ada);
  expect(await getStorage(actor)).toMatchObject({ waiting: null });
  expect((await getRun(actor, { runId })).valuesWaiting).toBeNull();
});

test("a page that may still be written once more isn't moved", async () => {
  const { runId } = await makeWaiting();
  const left = [runId, 0, 9, "[]"];
  await getPool().query(
    "insert into bulk.written_buffer (run_id, chunk, batch, written) values ($1, $2, $3, $4)",
    left,
  );
  await strike(runId);
  expect(await listHere(runId)).toEqual(page);
  await getPool().query("delete from bulk.written_buffer where run_id = $1", [runId]);
  await strike(runId);
  expect(await listHere(runId)).toEqual([]);
});

test("a bucket that stays away is asked less and less often, and whoever saves it anew is not kept waiting", async () => {
  const { actor, sync, runId } = await makeWaiting();
  refusePuts();
  await strike(runId);
  await strike(runId);
  const { moveAt, moveTries } = await getDb().writtenPage.findFirstOrThrow({ where: { runId } });
  expect(moveTries).toBe(2);
  expect((moveAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(MINUTE_MS);
  expect(await findValues(actor)).toEqual(ada);
  own.refuse(null);
  await saveStorage(actor, own.input);
  await sweepFiles(new Date(Date.now() + 1_000));
  expect(await listOwn(sync.id, runId)).toEqual(page);
});

test("two who move the same page lose nothing, and one of them has moved it", async () => {
  const { actor, sync, runId } = await makeWaiting();
  const later = new Date(Date.now() + 5 * MINUTE_MS);
  const moved = await Promise.all([moveWritten(later, always), moveWritten(later, always)]);
  expect(moved[0] + moved[1]).toBe(1);
  expect(await listOwn(sync.id, runId)).toEqual(page);
  expect(await listHere(runId)).toEqual([]);
  expect(await findValues(actor)).toEqual(ada);
});

test("a page that moves between a look-up's finding and its reading is read where it went", async () => {
  const { actor, runId } = await makeWaiting();
  const { workspaceId } = actor;
  const [found] = await findPages({ workspaceId, entries: [keyEntry(email)], after: null, most: 1 });
  await strike(runId);
  expect(await listHere(runId)).toEqual([]);
  const rows = [];
  if (found) for await (const { row } of readPage(found, {})) rows.push(row);
  expect(rows).toMatchObject([{ key: email, payload: { firstname: "Ada" } }]);
});

test("a look-up finds the values at every moment of a move", async () => {
  const { actor, runId } = await makeWaiting();
  const moving = { isOver: false };
  const move = moveWritten(new Date(Date.now() + 5 * MINUTE_MS), always).finally(() => {
    moving.isOver = true;
  });
  let looks = 0;
  for (; !moving.isOver || looks === 0; looks += 1) expect(await findValues(actor)).toEqual(ada);
  expect(await move).toBe(1);
  expect(await listHere(runId)).toEqual([]);
});

test("whoever dies after the copy, or before what was here is deleted, leaves nothing double", async () => {
  const { actor, sync, runId } = await makeWaiting();
  const copy = await store.getText(writtenKey(runId, 0));
  await own.store.putText(`team/rejects/${ownFolder(sync.id)}/${writtenKey(runId, 0)}`, copy);
  await strike(runId);
  expect(await findValues(actor)).toEqual(ada);
  // As it is after the row says where the page is.
  await store.putText(writtenKey(runId, 0), copy);
  const { workspaceId } = actor;
  await getDb().fileRemoval.create({ data: { workspaceId, prefixes: [writtenKey(runId, 0)] } });
  await sweepFiles(new Date());
  expect(await listHere(runId)).toEqual([]);
  expect(await listOwn(sync.id, runId)).toEqual(page);
  expect(await findValues(actor)).toEqual(ada);
});

test("values that are given up while they move are nowhere afterwards", async () => {
  const { actor, sync, portalId, runId } = await makeWaiting();
  let leaving: Promise<unknown> | null = null;
  own.refuse(({ action }) => {
    if (action === put) leaving ??= disconnectPortal(actor, { portalId });
    return null;
  });
  await strike(runId);
  await leaving;
  await sweepFiles(new Date());
  expect(await listOwn(sync.id, runId)).toEqual([]);
  expect(await listHere(runId)).toEqual([]);
  expect(await findValues(actor)).toEqual([]);
});

test("what a killed move has left in the bucket goes with the values", async () => {
  const { actor, sync, portalId, runId } = await makeWaiting();
  await own.store.putText(`team/rejects/${ownFolder(sync.id)}/${writtenKey(runId, 0)}`, "a part of it");
  await disconnectPortal(actor, { portalId });
  await sweepFiles(new Date());
  expect(await listOwn(sync.id, runId)).toEqual([]);
  expect(await listHere(runId)).toEqual([]);
});

test("of a workspace that went back to the instance's store, values stay here and wait no longer", async () => {
  const { actor, runId } = await makeWaiting();
  await leaveStorage(actor);
  await strike(runId);
  expect(await listHere(runId)).toEqual(page);
  expect(await getDb().writtenPage.findFirstOrThrow({ where: { runId } })).toMatchObject({ moveAt: null });
  expect(await getStorage(actor)).toMatchObject({ waiting: null });
  expect(await findValues(actor)).toEqual(ada);
});

test("a page that somebody has deleted is given up, and the look-up says that the run kept none", async () => {
  const { actor, runId } = await makeWaiting();
  await store.deletePrefix(writtenPrefix(runId));
  await strike(runId);
  const editor = await addMember(actor.workspaceId, "editor");
  expect(await lookUpRecord(editor, { value: email })).toMatchObject({ writes: [], gaps: { runs: 1 } });
});
