import { expect, test } from "vitest";
import { SyncDraftInput, type SyncInput } from "@/lib/api/syncs";
import { beginRun, carryOut } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { compareRows } from "./compare-rows";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const draftOf = (input: SyncInput, change: Partial<SyncDraftInput> = {}) =>
  SyncDraftInput.parse({ ...input, ...change });

/** A contact that somebody made in HubSpot. */
async function seed(hubId: number, properties: Record<string, string>) {
  await hubSpot.admin("POST", "/records", { portal: hubId, objectType: "0-1", records: [{ properties }] });
}

test("each row stands beside its record: created, changed value by value, the same, and rejected in the run's words", async () => {
  const { actor, input, people, hubId } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([
    { email: "New@example.com", first_name: "Nora" },
    { email: "ada@example.com", first_name: "Ada", job_title: "Countess", managed: "12" },
    { email: "bob@example.com", first_name: "Bob", managed: "12.0" },
    { email: "cyd@example.com", managed: "many" },
    { email: "O'Brien🙂" },
  ]);
  await seed(hubId, { email: "ada@example.com", firstname: "Augusta", employees_managed: "12" });
  await seed(hubId, { email: "bob@example.com", firstname: "Bob", employees_managed: "12" });
  const countCalls = await hubSpot.countCalls();
  const { rows, problems } = await compareRows(actor, { syncId: null, draft: draftOf(input) });
  expect(problems).toEqual([]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(["created", "changed", "unchanged", "rejected", "rejected"]);
  expect(rows[0]).toMatchObject({
    matchValue: "new@example.com",
    recordId: null,
    request: { path: "/crm/objects/2026-09/0-1/batch/upsert", body: { inputs: [{ id: "new@example.com" }] } },
  });
  expect(rows[1]?.fields).toEqual([
    { property: "firstname", sent: "Ada", held: "Augusta", effect: "change" },
    { property: "jobtitle", sent: "Countess", held: null, effect: "set" },
    { property: "seniority", sent: null, held: null, effect: "untouched" },
    { property: "employees_managed", sent: "12", held: "12", effect: "same" },
    { property: "badge_number", sent: null, held: null, effect: "untouched" },
  ]);
  expect(rows[1]?.recordUrl).toContain(`/contacts/${hubId}/record/0-1/${rows[1]?.recordId}`);
  expect(rows[2]?.note).toContain("nothing changes");
  expect(rows[3]).toMatchObject({
    refusals: [{ code: "INVALID_NUMBER", property: "employees_managed" }],
    request: null,
  });
  expect(rows[4]).toMatchObject({ refusals: [{ code: "INVALID_EMAIL" }] });
  expect(await countCalls("/batch/read")).toBe(1);
  expect(await countCalls("/batch/upsert")).toBe(0);
});

test("a value that would be cleared is told apart from one that changes", async () => {
  const { actor, input, people, hubId } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([{ email: "ada@example.com", first_name: null, job_title: "Countess" }]);
  await seed(hubId, { email: "ada@example.com", firstname: "Ada" });
  const fields = input.mapping.fields.map((field) => ({ ...field, whenEmpty: "clear" as const }));
  const draft = draftOf(input, { mapping: { ...input.mapping, fields } });
  const { rows } = await compareRows(actor, { syncId: null, draft });
  expect(rows[0]?.fields.map(({ effect }) => effect)).toEqual(["blank", "set", "same", "same", "same"]);
});

test("what a field's rule keeps from a record is left alone there, and isn't in the request", async () => {
  const { actor, input, people, hubId } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([
    { email: "ada@example.com", first_name: "Ada", job_title: "Countess" },
    { email: "new@example.com", first_name: "Nora", job_title: "Pilot" },
  ]);
  await seed(hubId, { email: "ada@example.com", firstname: "Augusta" });
  const rules = ["if_empty", "on_create"] as const;
  const fields = input.mapping.fields.slice(0, 2).map((field, index) => ({ ...field, write: rules[index] }));
  const draft = draftOf(input, { mapping: { ...input.mapping, fields } });
  const { rows } = await compareRows(actor, { syncId: null, draft });
  expect(rows.map((row) => row.fields.map(({ effect }) => effect))).toEqual([
    ["untouched", "untouched"],
    ["set", "set"],
  ]);
  expect(rows[0]).toMatchObject({ outcome: "unchanged", request: null });
  expect(rows[1]?.request?.body.inputs).toMatchObject([{ properties: { firstname: "Nora", jobtitle: "Pilot" } }]);
});

test("of rows with one key none counts, a refused one among them; or the last by the query's order", async () => {
  const { actor, input, people } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "ADA@example.com ", first_name: "Augusta" },
    { email: "bob@example.com" },
    { email: "bob@example.com", managed: "many" },
  ]);
  const { rows } = await compareRows(actor, { syncId: null, draft: draftOf(input) });
  expect(rows.map(({ refusals }) => refusals[0]?.code)).toEqual([
    "DUPLICATE_KEY",
    "DUPLICATE_KEY",
    "DUPLICATE_KEY",
    "INVALID_NUMBER",
  ]);
  const lastCounts = await compareRows(actor, { syncId: null, draft: draftOf(input, { duplicates: "last" }) });
  expect(lastCounts.rows.map(({ refusals }) => refusals[0]?.code)).toEqual([
    "SUPERSEDED_ROW",
    undefined,
    "SUPERSEDED_ROW",
    "INVALID_NUMBER",
  ]);
});

test("what the mode forbids is skipped, with the reason", async () => {
  const { actor, input, people, hubId } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "new@example.com", first_name: "Nora" },
  ]);
  await seed(hubId, { email: "ada@example.com" });
  const outcomes = async (mode: "create" | "update") => {
    const { rows } = await compareRows(actor, { syncId: null, draft: draftOf(input, { mode }) });
    return rows.map(({ outcome, note, request }) => [outcome, note, request?.path.split("/").at(-1)]);
  };
  expect(await outcomes("create")).toEqual([
    ["skipped", expect.stringContaining("only creates"), undefined],
    ["created", null, "create"],
  ]);
  expect(await outcomes("update")).toEqual([
    ["changed", null, "update"],
    ["skipped", expect.stringContaining("only updates"), undefined],
  ]);
});

test("a saved sync's row that HubSpot has accepted isn't sent again, even where somebody changed the record since", async () => {
  const { actor, sync, input, people, hubId } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "bob@example.com", first_name: "Bob" },
  ]);
  await carryOut(await beginRun(actor, sync.id));
  const byHand = { id: "bob@example.com", idProperty: "email", properties: { firstname: "Robert" } };
  const answer = await fetch(`${hubSpot.apiUrl}/crm/objects/2026-09/0-1/batch/upsert`, {
    method: "POST",
    headers: { authorization: `Bearer ${hubSpot.tokenOf(hubId)}`, "content-type": "application/json" },
    body: JSON.stringify({ inputs: [byHand] }),
  });
  expect(answer.status).toBe(200);
  const saved = await compareRows(actor, { syncId: sync.id, draft: draftOf(input) });
  expect(saved.rows.map(({ outcome, note }) => [outcome, note])).toEqual([
    ["unchanged", null],
    ["unchanged", expect.stringContaining("other values by now")],
  ]);
  const fields = input.mapping.fields.map((field) => ({ ...field, clean: ["upper" as const] }));
  const draft = draftOf(input, { mapping: { ...input.mapping, fields } });
  const { rows } = await compareRows(actor, { syncId: sync.id, draft });
  expect(rows.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
  expect(rows[0]?.fields[0]).toEqual({ property: "firstname", sent: "ADA", held: "Ada", effect: "change" });
});

test("no more than fifty rows are compared, and an empty query has none", async () => {
  const { actor, input, people } = await makePeopleSync(hubSpot, warehouse);
  expect((await compareRows(actor, { syncId: null, draft: draftOf(input) })).rows).toEqual([]);
  await people.insert(Array.from({ length: 60 }, (_, index) => ({ email: `p${index}@example.com` })));
  expect((await compareRows(actor, { syncId: null, draft: draftOf(input) })).rows).toHaveLength(50);
});

test("a mapping that can't work compares no row and says why", async () => {
  const { actor, input } = await makePeopleSync(hubSpot, warehouse);
  const match = { column: "gone", property: "email" };
  const draft = draftOf(input, { mapping: { ...input.mapping, match } });
  expect(await compareRows(actor, { syncId: null, draft })).toMatchObject({
    rows: [],
    problems: [expect.stringContaining("gone")],
  });
});

test("a viewer compares nothing, and what is somebody else's isn't there", async () => {
  const { actor, sync, input } = await makePeopleSync(hubSpot, warehouse);
  const draft = draftOf(input);
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(compareRows(viewer, { syncId: null, draft })).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await makeWorkspace();
  await expect(compareRows(stranger, { syncId: null, draft })).rejects.toMatchObject({ code: "not_found" });
  await expect(compareRows(stranger, { syncId: sync.id, draft })).rejects.toMatchObject({ code: "not_found" });
});
