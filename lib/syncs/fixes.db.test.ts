import { expect, test } from "vitest";
import type { FixInput } from "@/lib/api/fixes";
import type { RunView } from "@/lib/api/runs";
import type { Actor } from "@/lib/auth/actor";
import { readProperties } from "@/lib/connections/read-properties";
import { getDb, getPool } from "@/lib/db";
import { runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { type SourceCells, testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { applyFix } from "./apply-fix";
import { applyRunFix } from "./apply-run-fix";
import { getSync } from "./get-sync";
import { listFixes } from "./list-fixes";
import { listRunFixes } from "./list-run-fixes";
import { updateSync } from "./update-sync";

const hubSpot = await testHubSpot({ portals: 30 });
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

/** A run of these people that has ended. */
async function runPeople(rows: readonly SourceCells[], rest: Partial<PeopleSync["input"]> = {}) {
  const made = await makePeopleSync(hubSpot, warehouse);
  if (Object.keys(rest).length > 0) await update(made, rest);
  await made.people.insert(rows);
  return { ...made, run: await runToEnd(made.actor, made.sync.id) };
}

type Ran = Awaited<ReturnType<typeof runPeople>>;

const update = ({ actor, sync, input }: PeopleSync, change: Partial<PeopleSync["input"]>) =>
  updateSync(actor, { syncId: sync.id, input: { ...input, ...change } });

function causeOf(run: RunView, code: string, option: string | null = null): { runId: string; causeId: string } {
  const cause = run.causes.find((one) => one.code === code && (option === null || one.option === option));
  if (!cause) throw new Error(`The run has no cause ${code}, but ${run.causes.map((one) => one.code).join(", ")}.`);
  return { runId: run.id, causeId: cause.id };
}

async function fieldOf({ actor, sync }: Ran, property: string) {
  return (await getSync(actor, { syncId: sync.id })).mapping.fields.find((field) => field.property === property);
}

const wizardName = "Wizard 😀 O'Brien";
const wizard = [{ email: "ada@example.com", seniority: wizardName }];
const mapWizard: FixInput = {
  kind: "map_value",
  property: "seniority",
  values: [{ from: wizardName, to: "senior" }],
};

test("fixes are listed by what the cause's rows bring, and the next run takes what was fixed", async () => {
  const ran = await runPeople([...wizard, { email: "bo@example.com", seniority: "  team   lead" }]);
  const { actor, sync, run, hubId } = ran;
  const place = causeOf(run, "INVALID_OPTION", wizardName);
  expect(await listFixes(actor, place)).toEqual({
    syncId: sync.id,
    isFixed: false,
    note: null,
    fixes: [
      { kind: "add_option", property: "seniority", value: wizardName },
      { kind: "map_value", property: "seniority", values: [{ from: wizardName, nearest: null }] },
      { kind: "skip_invalid", property: "seniority" },
      { kind: "edit_sync", place: "field-seniority" },
    ],
  });
  expect(await applyFix(actor, { ...place, fix: mapWizard })).toEqual({
    isChanged: true,
    message: "Fixed in the mapping.",
    syncVersion: 2,
  });
  expect(await fieldOf(ran, "seniority")).toMatchObject({ valueMap: [{ from: wizardName, to: "senior" }] });
  expect(await listFixes(actor, place)).toMatchObject({ isFixed: true, fixes: [{ kind: "edit_sync" }] });
  expect(await listAuditActions(actor)).toContain("sync.fixed");

  expect(await runToEnd(actor, sync.id)).toMatchObject({ ledger: { created: 1, rejected: 1 } });
  expect(await hubSpot.listRecords(hubId, "contacts")).toEqual([expect.objectContaining({ seniority: "senior" })]);
});

test("a fix that is there already changes nothing", async () => {
  const ran = await runPeople(wizard);
  const { actor, run } = ran;
  const place = causeOf(run, "INVALID_OPTION");
  await applyFix(actor, { ...place, fix: mapWizard });
  expect(await applyFix(actor, { ...place, fix: mapWizard })).toMatchObject({ isChanged: false, syncVersion: 2 });
  expect((await listAuditActions(actor)).filter((action) => action === "sync.fixed")).toHaveLength(1);
  const other = { ...mapWizard, values: [{ from: wizardName, to: "" }] };
  expect(await applyFix(actor, { ...place, fix: other })).toMatchObject({ isChanged: true, syncVersion: 3 });
  expect(await fieldOf(ran, "seniority")).toMatchObject({ valueMap: [{ from: wizardName, to: "" }] });
});

test("a fix that meets somebody else's change is not made, and says to try again", async () => {
  const { actor, run, sync } = await runPeople(wizard);
  const place = causeOf(run, "INVALID_OPTION");
  const pool = getPool();
  const other = await pool.connect();
  await other.query("begin");
  await other.query('update "Sync" set version = version + 1 where id = $1', [sync.id]);
  const refused = expect(applyFix(actor, { ...place, fix: mapWizard })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Somebody else changed the sync People at the same moment"),
  });
  const countWaiting = async () =>
    (await pool.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))
      .rowCount;
  await expect.poll(countWaiting).toBeGreaterThan(0);
  await other.query("commit");
  other.release();
  await refused;
  expect(await applyFix(actor, { ...place, fix: mapWizard })).toMatchObject({ isChanged: true, syncVersion: 3 });
});

test("a sync that has changed since keeps what others changed, and refuses what no longer fits", async () => {
  const ran = await runPeople(wizard);
  const { actor, run, input } = ran;
  const place = causeOf(run, "INVALID_OPTION");
  const [first, ...others] = input.mapping.fields;
  if (!first) throw new Error("The sync maps nothing.");
  const without = others.filter(({ property }) => property !== "seniority");
  await update(ran, { mapping: { ...input.mapping, fields: [...without, first] } });
  await expect(applyFix(actor, { ...place, fix: mapWizard })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("doesn't write seniority by now"),
  });
  expect(await listFixes(actor, place)).toMatchObject({ isFixed: true });

  const value = { kind: "constant" as const, value: "senior" };
  const constant = { property: "seniority", value, whenEmpty: "skip" as const };
  await update(ran, { mapping: { ...input.mapping, fields: [...without, constant] } });
  await expect(applyFix(actor, { ...place, fix: mapWizard })).rejects.toMatchObject({ code: "conflict" });
});

test("a run of other records has nothing to say of the sync as it is now", async () => {
  const ran = await runPeople(wizard);
  const { actor, run } = ran;
  const place = causeOf(run, "INVALID_OPTION");
  const match = { column: "badge", property: "serial" };
  await update(ran, { objectTypeId: "2-7001", mapping: { match, fields: [] } });
  expect(await listFixes(actor, place)).toMatchObject({
    fixes: [{ kind: "edit_sync", place: "" }],
    note: expect.stringContaining("this run wrote other records"),
  });
  await expect(applyFix(actor, { ...place, fix: mapWizard })).rejects.toMatchObject({ code: "conflict" });
});

test("nobody fixes who may not, nor somebody else's sync", async () => {
  const { actor, run } = await runPeople(wizard);
  const place = causeOf(run, "INVALID_OPTION");
  const viewer = await addMember(actor.workspaceId, "viewer");
  expect(await listFixes(viewer, place)).toMatchObject({ isFixed: false });
  await expect(applyFix(viewer, { ...place, fix: mapWizard })).rejects.toMatchObject({ code: "forbidden" });
  const stranger: Actor = await makeWorkspace();
  await expect(listFixes(stranger, place)).rejects.toMatchObject({ code: "not_found" });
  await expect(applyFix(stranger, { ...place, fix: mapWizard })).rejects.toMatchObject({ code: "not_found" });
  await expect(listRunFixes(stranger, place)).rejects.toMatchObject({ code: "not_found" });
  const unmap = { kind: "unmap_property" as const, property: "seniority" };
  await expect(applyRunFix(stranger, { ...place, fix: unmap })).rejects.toMatchObject({ code: "not_found" });
  await expect(applyRunFix(viewer, { ...place, fix: unmap })).rejects.toMatchObject({ code: "forbidden" });
});

test("a fix says what is wrong with it: another property, no option, no order", async () => {
  const { actor, run } = await runPeople([...wizard, { email: "bo@example.com" }, { email: "bo@example.com" }]);
  const place = causeOf(run, "INVALID_OPTION");
  const refuse = (fix: FixInput) => expect(applyFix(actor, { ...place, fix })).rejects;
  await refuse({ kind: "skip_invalid", property: "badge_number" }).toMatchObject({ code: "invalid_input" });
  await refuse({ kind: "change_duplicates" }).toMatchObject({ code: "invalid_input" });
  await refuse({ ...mapWizard, values: [{ from: "x", to: "no option" }] }).toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("`no option` is not an option of Seniority"),
  });
  const many = Array.from({ length: 1000 }, (_, index) => ({ from: `value ${index}`, to: "senior" }));
  await applyFix(actor, { ...place, fix: { ...mapWizard, values: many } });
  await refuse(mapWizard).toMatchObject({ code: "invalid_input", message: expect.stringContaining("1,001 entries") });
});

test("values of other kinds are cleaned, left out, or mapped", async () => {
  const ran = await runPeople([
    { email: "ada@example.com", managed: "n/a", seniority: "senior" },
    { email: "bo@example.com", managed: "1 2", seniority: "senior" },
  ]);
  const { actor, run } = ran;
  const place = causeOf(run, "INVALID_NUMBER");
  const { fixes } = await listFixes(actor, place);
  expect(fixes.map(({ kind }) => kind)).toEqual(["skip_invalid", "map_value", "edit_sync"]);
  await applyFix(actor, { ...place, fix: { kind: "skip_invalid", property: "employees_managed" } });
  await applyFix(actor, { ...place, fix: { kind: "clean", property: "employees_managed", steps: ["trim", "lower"] } });
  await applyFix(actor, { ...place, fix: { kind: "clean", property: "employees_managed", steps: ["upper"] } });
  expect(await fieldOf(ran, "employees_managed")).toMatchObject({ whenInvalid: "skip", clean: ["trim", "upper"] });
  expect(await runToEnd(actor, ran.sync.id)).toMatchObject({ ledger: { created: 2 }, rowsIncomplete: 2 });
});

test("of rows with one match value the last counts, once the fix says so", async () => {
  const ran = await runPeople([
    { email: "bo@example.com", first_name: "First" },
    { email: "bo@example.com", first_name: "Last" },
  ]);
  const place = causeOf(ran.run, "DUPLICATE_KEY");
  expect(await listFixes(ran.actor, place)).toMatchObject({ fixes: [{ kind: "change_duplicates" }, {}] });
  await applyFix(ran.actor, { ...place, fix: { kind: "change_duplicates" } });
  expect(await listFixes(ran.actor, place)).toMatchObject({ isFixed: true });
  await runToEnd(ran.actor, ran.sync.id);
  expect(await hubSpot.listRecords(ran.hubId, "contacts")).toEqual([expect.objectContaining({ firstname: "Last" })]);
  await update(ran, { query: { kind: "table", schema: "public", table: ran.people.name } });
  await expect(applyFix(ran.actor, { ...place, fix: { kind: "change_duplicates" } })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("an option is added in HubSpot, and the cause is fixed by it", async () => {
  const { actor, run, portalId, sync } = await runPeople([{ email: "ada@example.com", seniority: "wizard" }]);
  const place = causeOf(run, "INVALID_OPTION");
  const fix: FixInput = { kind: "add_option", property: "seniority", value: "wizard", label: "Wizard" };
  expect(await applyFix(actor, { ...place, fix })).toMatchObject({ message: "Seniority has the option Wizard now." });
  expect(await listFixes(actor, place)).toMatchObject({ isFixed: true });
  const { properties } = await readProperties(actor, { portalId, objectTypeId: "0-1" });
  expect(properties.find(({ name }) => name === "seniority")?.options.at(-1)).toMatchObject({ value: "wizard" });
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ version: 1 });
});

test("rows whose files were deleted leave what the cause itself says", async () => {
  const { actor, run } = await runPeople([{ email: "ada@example.com", seniority: "wizard" }]);
  await getDb().run.update({ where: { id: run.id }, data: { filesDeletedAt: new Date() } });
  expect(await listFixes(actor, causeOf(run, "INVALID_OPTION"))).toMatchObject({
    isFixed: false,
    fixes: [
      { kind: "add_option", value: "wizard" },
      { kind: "map_value", values: [{ from: "wizard" }] },
      { kind: "skip_invalid" },
      { kind: "edit_sync" },
    ],
  });
});

test("a unique value that another record has leads to that record", async () => {
  const { actor, run } = await runPeople([
    { email: "ada@example.com", badge: "7" },
    { email: "bo@example.com", badge: "7" },
  ]);
  const { fixes } = await listFixes(actor, causeOf(run, "CONFLICTING_UNIQUE_VALUE"));
  expect(fixes.at(0)).toMatchObject({
    kind: "open_record",
    url: expect.stringMatching(/\/contacts\/\d+\/record\/0-1\/\d+$/),
  });
});

async function runWithGoneProperty() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([{ email: "ada@example.com", first_name: "Ada" }]);
  const value = { kind: "column" as const, column: "first_name" };
  const gone = { property: "nick_name", value, whenEmpty: "skip" as const };
  const { mapping } = made.input;
  await update(made, { mapping: { ...mapping, fields: [...mapping.fields, gone] } });
  const run = await runToEnd(made.actor, made.sync.id);
  expect(run).toMatchObject({ errorCode: "mapping_invalid" });
  return { ...made, run };
}

test("a property that is gone and stopped a run is created by the column's type, and the next run writes it", async () => {
  const { actor, run, sync, hubId } = await runWithGoneProperty();
  expect(await listRunFixes(actor, { runId: run.id })).toMatchObject({
    isFixed: false,
    fixes: [
      { kind: "create_property", property: "nick_name", type: "string" },
      { kind: "unmap_property", property: "nick_name" },
      { kind: "edit_sync", place: "" },
    ],
  });
  const fix = { kind: "create_property", property: "nick_name", label: "Nick name", type: "string" } as const;
  expect(await applyRunFix(actor, { runId: run.id, fix })).toMatchObject({ isChanged: true });
  expect(await listRunFixes(actor, { runId: run.id })).toMatchObject({ isFixed: true });
  await runToEnd(actor, sync.id);
  expect(await hubSpot.listRecords(hubId, "contacts")).toEqual([expect.objectContaining({ nick_name: "Ada" })]);
});

test("or its field is taken out of the sync, and only a field of the run's", async () => {
  const { actor, run, sync } = await runWithGoneProperty();
  const unmap = (property: string) => applyRunFix(actor, { runId: run.id, fix: { kind: "unmap_property", property } });
  await expect(unmap("other")).rejects.toMatchObject({ code: "invalid_input" });
  expect(await unmap("nick_name")).toMatchObject({ isChanged: true });
  expect(await unmap("nick_name")).toMatchObject({ isChanged: false });
  expect(await runToEnd(actor, sync.id)).toMatchObject({ status: "completed" });
});

test("a run that ended otherwise has nothing of this kind", async () => {
  const { actor, run } = await runPeople(wizard);
  expect(await listRunFixes(actor, { runId: run.id })).toMatchObject({
    isFixed: false,
    fixes: [{ kind: "edit_sync" }],
  });
});
