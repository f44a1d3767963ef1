import { expect, test } from "vitest";
import { Guard, type SyncInput } from "@/lib/api/syncs";
import { getDb } from "@/lib/db";
import type { WriteRule } from "@/lib/engine/types";
import { planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { updateSync } from "@/lib/syncs/update-sync";
import { lookUpRecord } from "./written/look-up-record";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

/** A sync of names, always, and job titles, by a rule; to a portal that has Ada with a title of her own. */
async function make(write: WriteRule, part: Partial<SyncInput> = {}) {
  const made = await makePeopleSync(hubSpot, warehouse);
  const records = [{ properties: { email: "ada@example.com", firstname: "Augusta", jobtitle: "Countess" } }];
  await hubSpot.admin("POST", "/records", { portal: made.hubId, objectType: "contacts", records });
  await made.people.insert([
    { email: "ada@example.com", first_name: "Ada", job_title: "Engineer" },
    { email: "bob@example.com", first_name: "Bob", job_title: "Pilot" },
  ]);
  const change = (rule: WriteRule) => {
    const fields = made.input.mapping.fields.map((field) =>
      field.property === "jobtitle" ? { ...field, write: rule } : field,
    );
    const mapping = { ...made.input.mapping, fields };
    return updateSync(made.actor, { syncId: made.sync.id, input: { ...made.input, ...part, mapping } });
  };
  await change(write);
  const listTitles = async () =>
    Object.fromEntries(
      (await hubSpot.listRecords(made.hubId, "contacts")).map(({ email, jobtitle }) => [email, jobtitle]),
    );
  return { ...made, change, listTitles, run: () => runToEnd(made.actor, made.sync.id) };
}

test.each<[WriteRule, string]>([
  ["if_empty", "Countess"],
  ["on_create", "Countess"],
  ["always", "Engineer"],
])("what is written %s leaves Ada a %s, and takes a look where that depends on her record", async (write, title) => {
  const { run, listTitles } = await make(write);
  const count = await hubSpot.countCalls();
  expect((await run()).ledger).toMatchObject({ created: 1, updated: 1, rejected: 0 });
  expect(await listTitles()).toEqual({ "ada@example.com": title, "bob@example.com": "Pilot" });
  expect(await count("/batch/read")).toBe(write === "always" ? 0 : 1);
});

test("a row is unchanged as long as the source and the mapping are, whatever the record holds; another rule sends it", async () => {
  const { run, change, listTitles } = await make("if_empty");
  await run();
  const count = await hubSpot.countCalls();
  expect((await run()).ledger).toMatchObject({ unchanged: 2, updated: 0 });
  expect(await count("/batch/")).toBe(0);
  await change("always");
  expect((await run()).ledger).toMatchObject({ unchanged: 0, updated: 2 });
  expect(await listTitles()).toMatchObject({ "ada@example.com": "Engineer" });
});

test("a sync that only updates doesn't begin with what is written with a create alone", async () => {
  const { run } = await make("on_create", { mode: "update" });
  expect(await run()).toMatchObject({ status: "failed", errorCode: "mapping_invalid" });
});

test("of a vanished row, what isn't always written stays", async () => {
  const guard = Guard.parse({ missingShare: null });
  const { run, people, listTitles } = await make("if_empty", { vanished: "clear", guard });
  await run();
  await people.run("delete from people where email = 'ada@example.com'");
  expect(await run()).toMatchObject({ keysMissing: 1, keysCleared: 1 });
  expect(await listTitles()).toMatchObject({ "ada@example.com": "Countess" });
});

test("what a record's look-up tells is what was written, not what was left out", async () => {
  const { actor, run } = await make("if_empty");
  await run();
  const [ada, bob] = await Promise.all(
    ["ada", "bob"].map(async (name) => (await lookUpRecord(actor, { value: `${name}@example.com` })).writes),
  );
  expect(ada).toMatchObject([{ outcome: "updated", values: [{ property: "firstname", value: "Ada" }] }]);
  expect(bob?.[0]?.values).toContainEqual({ property: "jobtitle", value: "Pilot" });
});

test("a plan counts the look as a call", async () => {
  const { actor, sync } = await make("if_empty");
  const id = await planNewRun(actor, sync.id);
  expect(await getDb().run.findUniqueOrThrow({ where: { id }, select: { planCalls: true } })).toEqual({ planCalls: 2 });
});
