import { expect, test } from "vitest";
import type { SendRowInput } from "@/lib/api/row-comparison";
import { SyncDraftInput } from "@/lib/api/syncs";
import { disconnectPortal } from "@/lib/connections/disconnect-portal";
import { setFileOptions } from "@/lib/connections/set-file-options";
import { getDb } from "@/lib/db";
import { beginRun, carryOut, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { getObjectStore } from "@/lib/storage/instance-store";
import { finishRun } from "../../runs/finish-run";
import { prepareRun } from "../../runs/prepare-run";
import { writtenPrefix } from "../../runs/run-keys";
import { sweepFiles } from "../../runs/sweep-files";
import { lookUpRecord } from "../../runs/written/look-up-record";
import { beginSentRow } from "../../runs/written/sent-row";
import { deleteSync } from "../delete-sync";
import { compareRows } from "./compare-rows";
import { holdRuns } from "./hold-runs";
import { sendRow } from "./send-row";

const hubSpot = await testHubSpot({ portals: 30 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

/** A sync with one row, and what is to be said to send that. */
async function makeRow(cells: Record<string, string> = { email: "ada@example.com", first_name: "Ada" }) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([cells]);
  const draft = SyncDraftInput.parse(made.input);
  const readInput = async (syncId: string | null, change: Partial<SyncDraftInput> = {}): Promise<SendRowInput> => {
    const asked = { syncId, draft: { ...draft, ...change } };
    const [row] = (await compareRows(made.actor, asked)).rows;
    if (!row?.request || row.matchValue === null) throw new Error("The row can't be sent.");
    return { ...asked, matchValue: row.matchValue, request: row.request };
  };
  return { ...made, draft, readInput };
}

const listActions = async (workspaceId: string) =>
  (await getDb().auditEvent.findMany({ where: { workspaceId }, orderBy: { createdAt: "asc" } }))
    .map(({ action }) => action)
    .filter((action) => action.startsWith("row."));

test("a row is sent just as it was shown, and the next run has nothing left to send", async () => {
  const { actor, sync, hubId, readInput } = await makeRow();
  const input = await readInput(sync.id);
  const sent = await sendRow(actor, input);
  expect(sent).toMatchObject({ outcome: "created", isKept: true, refusal: null });
  expect(sent.recordUrl).toContain(`/contacts/${hubId}/record/0-1/`);
  const call = sent.calls.at(-1);
  expect(call).toMatchObject({ method: "POST", path: input.request.path, request: input.request.body, status: 200 });
  expect(call?.answer).toMatchObject({ results: [{ properties: { firstname: "Ada" } }] });
  expect(call?.correlationId).toMatch(/[0-9a-f-]{36}/);
  expect(JSON.stringify(sent)).not.toContain(hubSpot.tokenOf(hubId));
  expect(await hubSpot.listRecords(hubId, "0-1")).toMatchObject([{ email: "ada@example.com", firstname: "Ada" }]);
  expect(await listActions(actor.workspaceId)).toEqual(["row.sending", "row.sent"]);
  expect((await runToEnd(actor, sync.id)).ledger).toMatchObject({ read: 1, unchanged: 1 });
});

test("a row of a sync that isn't saved is sent as well, and nothing is kept", async () => {
  const { actor, hubId, readInput } = await makeRow();
  expect(await sendRow(actor, await readInput(null))).toMatchObject({ outcome: "created", isKept: false });
  expect(await hubSpot.listRecords(hubId, "0-1")).toHaveLength(1);
});

test.each(["create", "update"] as const)(
  "in mode `%s` the look comes before the write, and both are shown",
  async (mode) => {
    const { actor, hubId, readInput } = await makeRow();
    if (mode === "update") {
      await hubSpot.admin("POST", "/records", {
        portal: hubId,
        objectType: "0-1",
        records: [{ properties: { email: "ada@example.com" } }],
      });
    }
    const input = await readInput(null, { mode });
    const sent = await sendRow(actor, input);
    expect(sent.outcome).toBe(mode === "create" ? "created" : "updated");
    expect(sent.calls.map(({ path }) => path.split("/").at(-1))).toEqual(["read", mode]);
    expect(sent.calls.at(-1)?.request).toEqual(input.request.body);
  },
);

test("what HubSpot refuses is told with its meaning and what to do, and isn't kept", async () => {
  const { actor, sync, hubId, readInput } = await makeRow({ email: "ada@example.com", badge: "B1" });
  await hubSpot.admin("POST", "/records", {
    portal: hubId,
    objectType: "0-1",
    records: [{ properties: { email: "bob@example.com", badge_number: "B1" } }],
  });
  const sent = await sendRow(actor, await readInput(sync.id));
  expect(sent).toMatchObject({ outcome: "rejected", isKept: false, message: expect.any(String) });
  expect(sent.refusal?.meaning).not.toBe("");
  expect(sent.refusal?.fix).not.toBe("");
  expect(sent.calls.at(-1)?.status).not.toBeNull();
});

test("a row that has changed since it was looked at isn't sent", async () => {
  const { actor, people, hubId, readInput } = await makeRow();
  const input = await readInput(null);
  await people.run("update people set first_name = 'Augusta'");
  await expect(sendRow(actor, input)).rejects.toMatchObject({ code: "conflict" });
  const other = { ...input, request: { ...input.request, body: { inputs: [{ id: "eve@example.com" }] } } };
  await expect(sendRow(actor, other)).rejects.toMatchObject({ code: "conflict" });
  expect(await hubSpot.listRecords(hubId, "0-1")).toEqual([]);
});

test("no row is sent while a run of the sync is under way, and a run that begins meanwhile waits", async () => {
  const { actor, sync, readInput } = await makeRow();
  const input = await readInput(sync.id);
  const runId = await beginRun(actor, sync.id);
  await expect(sendRow(actor, input)).rejects.toMatchObject({ code: "conflict" });
  await finishRun(runId, { code: "gave_up", message: "The test ends it." });
  const place = { id: sync.id, workspaceId: actor.workspaceId };
  const next = await holdRuns(place, async () => {
    await expect(holdRuns(place, async () => {})).rejects.toMatchObject({ code: "conflict" });
    const begun = await beginRun(actor, sync.id);
    expect(await prepareRun(begun)).toMatchObject({ kind: "paused" });
    return begun;
  });
  await carryOut(next);
  expect(await getDb().run.findUniqueOrThrow({ where: { id: next } })).toMatchObject({ rowsCreated: 1 });
});

test("a viewer sends nothing, and what is somebody else's isn't there", async () => {
  const { actor, sync, hubId, readInput } = await makeRow();
  const input = await readInput(sync.id);
  await expect(sendRow(await addMember(actor.workspaceId, "viewer"), input)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(sendRow(await makeWorkspace(), input)).rejects.toMatchObject({ code: "not_found" });
  expect(await hubSpot.listRecords(hubId, "0-1")).toEqual([]);
});

test("who looks the record up sees the values of a row sent by hand, among those of runs, with who sent it", async () => {
  const { actor, sync, people, readInput } = await makeRow();
  const run = await runToEnd(actor, sync.id);
  await people.run("update people set first_name = 'Augusta'");
  const begunAt = Date.now();
  const sent = await sendRow(actor, await readInput(sync.id));
  await people.run("update people set first_name = 'Byron'");
  const last = await runToEnd(actor, sync.id);
  const { writes, gaps } = await lookUpRecord(actor, { value: " ADA@example.com " });
  const [, byHand] = writes;
  expect(writes.map(({ runId }) => runId)).toEqual([last.id, null, run.id]);
  expect(byHand).toMatchObject({
    ...{ outcome: "updated", rowNumber: 1, matchValue: "ada@example.com", recordUrl: sent.recordUrl },
    ...{ trigger: null, sentBy: "Test person", syncId: sync.id, syncName: "People", objectLabel: "Contacts" },
    values: [{ property: "firstname", value: "Augusta" }],
  });
  expect(Date.parse(byHand?.writtenAt ?? "")).toBeGreaterThanOrEqual(begunAt - 1_000);
  expect(gaps).toEqual({ runs: 0, sentRows: 0, lastEndedAt: null });
  expect((await lookUpRecord(actor, { value: byHand?.recordId ?? "" })).writes).toEqual(writes);
  expect((await lookUpRecord(await makeWorkspace(), { value: "ada@example.com" })).writes).toEqual([]);
});

test("a row of a sync that isn't saved is found as well", async () => {
  const { actor, readInput } = await makeRow();
  await sendRow(actor, await readInput(null));
  const { writes } = await lookUpRecord(actor, { value: "ada@example.com" });
  expect(writes).toMatchObject([{ outcome: "created", runId: null, syncId: null, syncName: null }]);
});

test("a value that its rule left out of a record that was there was not written by hand either", async () => {
  const { actor, sync, draft, people, readInput } = await makeRow();
  await runToEnd(actor, sync.id);
  await people.run("update people set first_name = 'Augusta', managed = 4");
  const fields = draft.mapping.fields.map((field) =>
    field.property === "firstname" ? { ...field, write: "on_create" as const } : field,
  );
  await sendRow(actor, await readInput(sync.id, { mapping: { ...draft.mapping, fields } }));
  const [byHand] = (await lookUpRecord(actor, { value: "ada@example.com" })).writes;
  expect(byHand).toMatchObject({ runId: null, values: [{ property: "employees_managed", value: "4" }] });
});

test("what HubSpot refused was not written, and nothing of it stays", async () => {
  const { actor, sync, hubId, readInput } = await makeRow({ email: "ada@example.com", badge: "B1" });
  const record = { properties: { email: "bob@example.com", badge_number: "B1" } };
  await hubSpot.admin("POST", "/records", { portal: hubId, objectType: "0-1", records: [record] });
  expect(await sendRow(actor, await readInput(sync.id))).toMatchObject({ outcome: "rejected" });
  await sweepFiles(new Date());
  expect((await lookUpRecord(actor, { value: "ada@example.com" })).writes).toEqual([]);
  expect(await getDb().sentRow.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  expect(await getDb().fileRemoval.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
});

test("a row of which HubSpot's answer never came is told as one that nobody knows of", async () => {
  const { actor, sync, readInput } = await makeRow();
  const input = await readInput(sync.id);
  const match = { method: "POST", path: "/batch/upsert" };
  await hubSpot.admin("POST", "/faults", { match, kind: "status", status: 502, times: 9 });
  expect(await sendRow(actor, input)).toMatchObject({ outcome: "failed" });
  await hubSpot.admin("DELETE", "/faults");
  const { writes } = await lookUpRecord(actor, { value: "ada@example.com" });
  const values = [{ property: "firstname", value: "Ada" }];
  expect(writes).toMatchObject([{ outcome: "unconfirmed", recordId: null, sentBy: "Test person", values }]);
});

test("a sender that dies in the midst of the call has told what it was sending", async () => {
  const { actor, sync, portalId } = await makeRow();
  const row = { key: "ada@example.com", matchValue: "ada@example.com", rowNumber: 1, payload: { firstname: "Ada" } };
  await beginSentRow(actor, { ...row, portalId, syncId: sync.id, objectTypeId: "0-1", objectLabel: "Contacts" });
  const { writes } = await lookUpRecord(actor, { value: "ada@example.com" });
  expect(writes).toMatchObject([{ outcome: "unconfirmed", values: [{ property: "firstname", value: "Ada" }] }]);
});

test.each([
  ["when they are too old", async () => {}, 91],
  ["with their portal", disconnectPortal, 0],
  ["with their sync", deleteSync, 0],
] as const)("values of a row sent by hand go %s", async (_how, leave, days) => {
  const { actor, sync, portalId, readInput } = await makeRow();
  await sendRow(actor, await readInput(sync.id));
  const { id } = await getDb().sentRow.findFirstOrThrow({ where: { workspaceId: actor.workspaceId } });
  await leave(actor, { portalId, syncId: sync.id });
  const later = new Date(Date.now() + days * 86_400_000);
  await sweepFiles(later);
  await sweepFiles(later);
  for await (const { key } of getObjectStore().list(writtenPrefix(id))) expect.unreachable(key);
  const { writes, gaps } = await lookUpRecord(actor, { value: "ada@example.com" });
  expect(writes).toEqual([]);
  expect(gaps.sentRows).toBe(leave === deleteSync ? 0 : 1);
});

test("a workspace that keeps no values keeps none of a row sent by hand, and is told of it", async () => {
  const { actor, sync, readInput } = await makeRow();
  await setFileOptions(actor, { format: "csv", compression: "none", rejectsKeptDays: null, valuesKeptDays: 0 });
  await sendRow(actor, await readInput(sync.id));
  const { writes, gaps } = await lookUpRecord(actor, { value: "ada@example.com" });
  expect({ writes, gaps }).toMatchObject({ writes: [], gaps: { runs: 0, sentRows: 1 } });
});
