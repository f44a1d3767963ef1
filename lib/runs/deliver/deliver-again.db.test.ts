import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Guard, type SyncInput } from "@/lib/api/syncs";
import { openPortal } from "@/lib/connections/open-portal";
import { getDb } from "@/lib/db";
import { splitIntoBatches } from "@/lib/engine/batches";
import { createDestination } from "@/lib/hubspot/destination";
import { planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { finishRun, markDelivered } from "@/lib/runs/finish-run";
import { getRun } from "@/lib/runs/get-run";
import { PlannedRemoval, PlannedRow } from "@/lib/runs/planned-row";
import { chunkKey } from "@/lib/runs/run-keys";
import { getRunWork } from "@/lib/runs/run-work";
import { updateSync } from "@/lib/syncs/update-sync";
import { markSent, takeChunk } from "./chunk-in-hand";
import { deliverChunk } from "./deliver-chunk";

const hubSpot = await testHubSpot();
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const delivered = { kind: "delivered" };

/** A planned run over so many good rows. */
async function makePlanned(rows: number, part: Partial<SyncInput> = {}) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await updateSync(made.actor, { syncId: made.sync.id, input: { ...made.input, ...part } });
  await made.people.run(
    `insert into people (email, first_name) select 'p' || n || '@example.com', 'P' || n from generate_series(1, ${rows}) n`,
  );
  return { ...made, runId: await planNewRun(made.actor, made.sync.id) };
}

/** A run in whose plan there are so many records to remove. */
async function makeRemoving(records: number, vanished: "archive" | "clear") {
  const made = await makePeopleSync(hubSpot, warehouse);
  const input = { ...made.input, vanished, guard: Guard.parse({ missingShare: null }) };
  await updateSync(made.actor, { syncId: made.sync.id, input });
  await made.people.run(
    `insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(0, ${records}) n`,
  );
  await runToEnd(made.actor, made.sync.id);
  await made.people.run("delete from people where email <> 'p0@example.com'");
  return { ...made, runId: await planNewRun(made.actor, made.sync.id) };
}

async function readChunk<T extends z.ZodType>(runId: string, schema: T): Promise<z.infer<T>[]> {
  const { planPrefix } = await getRunWork(runId);
  const items: z.infer<T>[] = [];
  for await (const line of store.readLines(chunkKey(planPrefix ?? "", 0))) items.push(schema.parse(JSON.parse(line)));
  return items;
}

/** What a delivery leaves that was killed a minute ago: batches that it marked, and whatever of them HubSpot has carried out. */
async function dieDelivering<T>(
  runId: string,
  items: readonly T[],
  marked: readonly number[],
  carryOut: (items: readonly T[], batch: number) => Promise<unknown>,
): Promise<void> {
  const chunk = await takeChunk(runId, 0);
  expect(await markSent(chunk, marked)).toBe(true);
  const batches = splitIntoBatches(items);
  for (const batch of marked) await carryOut(batches[batch] ?? [], batch);
  await getDb().runChunk.updateMany({ where: { runId }, data: { sentAt: new Date(Date.now() - 60_000) } });
}

async function openDestination(runId: string) {
  const { snapshot } = await getRunWork(runId);
  return createDestination({
    client: openPortal(snapshot.portalId),
    objectTypeId: snapshot.objectTypeId,
    matchProperty: snapshot.mapping.match.property,
    mode: snapshot.mode,
  });
}

/** Rows of a killed delivery of three batches: the first was written, of the second a half, of the third nothing. */
async function dieHalfway(runId: string, shift: (payload: PlannedRow["payload"]) => PlannedRow["payload"] = (p) => p) {
  const destination = await openDestination(runId);
  await dieDelivering(runId, await readChunk(runId, PlannedRow), [0, 1, 2], async (rows, batch) => {
    const written = rows.slice(0, [100, 50, 0][batch]);
    if (written.length === 0) return;
    await destination.write(
      written.map((row) => ({ trace: String(row.rowNumber), matchValue: row.matchValue, payload: shift(row.payload) })),
    );
  });
}

async function countWritten(): Promise<number> {
  return z.object({ written: z.number() }).parse(await hubSpot.admin("GET", "/written")).written;
}

async function finish(runId: string): Promise<void> {
  await markDelivered(runId);
  await finishRun(runId, null);
}

describe("what a killed delivery had sent", () => {
  test("is looked up and not sent again, and counts as what it was", async () => {
    const { actor, runId, hubId } = await makePlanned(350);
    const count = await hubSpot.countCalls();
    await dieHalfway(runId);
    expect(await count("/batch/upsert")).toBe(2);
    expect(await deliverChunk(runId, 0)).toEqual(delivered);
    // One call for the batch that nobody had begun, and one each for what was missing of the second and the third.
    expect(await count("/batch/upsert")).toBe(5);
    expect(await count("/batch/read")).toBe(3);
    expect(await countWritten()).toBe(350);
    await finish(runId);
    expect((await getRun(actor, { runId })).ledger).toMatchObject({ read: 350, created: 350, updated: 0 });
    expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(350);
  });

  test("is sent again where HubSpot shows other values", async () => {
    const { actor, runId, hubId } = await makePlanned(300);
    await dieHalfway(runId, (payload) => ({ ...payload, firstname: "Somebody else" }));
    expect(await deliverChunk(runId, 0)).toEqual(delivered);
    await finish(runId);
    expect((await getRun(actor, { runId })).ledger).toMatchObject({ created: 150, updated: 150 });
    const names = (await hubSpot.listRecords(hubId, "contacts")).map(({ firstname }) => firstname);
    expect(names).not.toContain("Somebody else");
  });

  test("counts as updated where the record is older than the chunk's delivery", async () => {
    const { actor, runId } = await makePlanned(300);
    await hubSpot.countCalls();
    await dieHalfway(runId);
    await getDb().runChunk.updateMany({ where: { runId }, data: { startedAt: new Date(Date.now() + 3_600_000) } });
    expect(await deliverChunk(runId, 0)).toEqual(delivered);
    expect(await countWritten()).toBe(300);
    expect(await getRun(actor, { runId })).toMatchObject({ ledger: { created: 150, updated: 150 } });
  });

  test("counts as updated where the sync has met the record before, however young it is", async () => {
    const { actor, sync, people, runId } = await makePlanned(300);
    expect(await deliverChunk(runId, 0)).toEqual(delivered);
    await finish(runId);
    await people.run("update people set first_name = 'New'");
    const nextId = await planNewRun(actor, sync.id);
    await hubSpot.countCalls();
    await dieHalfway(nextId);
    expect(await deliverChunk(nextId, 0)).toEqual(delivered);
    expect(await countWritten()).toBe(300);
    expect(await getRun(actor, { runId: nextId })).toMatchObject({ ledger: { created: 0, updated: 300 } });
  });

  test("was created by a sync that only creates, unless the record is older", async () => {
    const [young, old] = [await makePlanned(300, { mode: "create" }), await makePlanned(300, { mode: "create" })];
    await hubSpot.countCalls();
    for (const { runId } of [young, old]) await dieHalfway(runId);
    const later = { startedAt: new Date(Date.now() + 3_600_000) };
    await getDb().runChunk.updateMany({ where: { runId: old.runId }, data: later });
    for (const { runId } of [young, old]) expect(await deliverChunk(runId, 0)).toEqual(delivered);
    expect(await countWritten()).toBe(600);
    const readLedger = async ({ actor, runId }: typeof young) => (await getRun(actor, { runId })).ledger;
    expect(await readLedger(young)).toMatchObject({ created: 300, skipped: 0 });
    expect(await readLedger(old)).toMatchObject({ created: 150, skipped: 150 });
  });

  test("was updated by a sync that only updates", async () => {
    const { actor, runId, hubId } = await makePlanned(300, { mode: "update" });
    const pattern = { email: "p{n}@example.com" };
    await hubSpot.admin("POST", "/generate", { portal: hubId, objectType: "contacts", count: 290, pattern });
    await hubSpot.countCalls();
    await dieHalfway(runId);
    expect(await deliverChunk(runId, 0)).toEqual(delivered);
    expect(await countWritten()).toBe(290);
    expect(await getRun(actor, { runId })).toMatchObject({ ledger: { updated: 290, skipped: 10 } });
  });

  test.each(["archive", "clear"] as const)("is looked up where records were to be removed (%s)", async (vanished) => {
    const { actor, runId } = await makeRemoving(300, vanished);
    const destination = await openDestination(runId);
    const removals = await readChunk(runId, PlannedRemoval);
    const path = vanished === "archive" ? "/batch/archive" : "/batch/update";
    const { portalId } = (await getRunWork(runId)).snapshot;
    const target = { client: openPortal(portalId), objectTypeId: "0-1", matchProperty: "hs_object_id" };
    const updater = createDestination({ ...target, mode: "update" });
    const emptied = { firstname: "", jobtitle: "", seniority: "", employees_managed: "", badge_number: "" };
    await dieDelivering(runId, removals, [0, 1], async (items, batch) => {
      const ids = items.map(({ recordId }) => recordId).slice(0, batch === 0 ? 100 : 50);
      if (vanished === "archive") await destination.archive(ids);
      else await updater.write(ids.map((id) => ({ trace: id, matchValue: id, payload: emptied })));
    });
    const count = await hubSpot.countCalls();
    expect(await deliverChunk(runId, 0)).toEqual(delivered);
    expect(await count(path)).toBe(2);
    await finish(runId);
    const sum = vanished === "archive" ? { keysArchived: 300 } : { keysCleared: 300 };
    expect(await getRun(actor, { runId })).toMatchObject({ keysMissing: 300, keysRefused: 0, ...sum });
  });
});

test("a delivery that was taken for dead begins no more batches, and no row is written twice", async () => {
  const { actor, runId, hubId } = await makePlanned(5_000);
  await hubSpot.countCalls();
  await hubSpot.admin("POST", "/latency", { latencyMs: 2_000 });
  const zombie = deliverChunk(runId, 0);
  // Its first batches are written, and it will hear of it in two seconds.
  await expect.poll(countWritten, { timeout: 20_000 }).not.toBe(0);
  const heir = deliverChunk(runId, 0);
  const readAttempt = async () => (await getDb().runChunk.findFirst({ where: { runId } }))?.attempt;
  await expect.poll(readAttempt).toBe(2);
  await hubSpot.admin("POST", "/latency", { latencyMs: 0 });
  expect(await zombie).toEqual({ kind: "taken" });
  expect(await heir).toEqual(delivered);
  await finish(runId);
  expect(await countWritten()).toBe(5_000);
  expect((await getRun(actor, { runId })).ledger).toMatchObject({ read: 5_000, created: 5_000 });
  expect(await hubSpot.listRecords(hubId, "contacts")).toHaveLength(5_000);
});

test("batches that a failed delivery withdrew are sent without a look", async () => {
  const { runId } = await makePlanned(5_000);
  const match = { method: "POST", path: "/batch/upsert" };
  const body = { status: "error", category: "MISSING_SCOPES", message: "No.", errors: [] };
  await hubSpot.admin("POST", "/faults", { match, kind: "status", status: 403, body });
  await expect(deliverChunk(runId, 0)).rejects.toMatchObject({ code: "hubspot_scope_missing" });
  const chunk = await getDb().runChunk.findFirstOrThrow({ where: { runId } });
  const doubtful = chunk.sent.filter((batch) => !chunk.recorded.includes(batch));
  expect(doubtful).toHaveLength(1);
  expect(chunk.sentAt).toBeNull();
  const count = await hubSpot.countCalls();
  expect(await deliverChunk(runId, 0)).toEqual(delivered);
  expect(await count("/batch/read")).toBe(1);
});
