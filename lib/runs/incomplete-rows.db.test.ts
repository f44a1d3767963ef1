import { expect, test } from "vitest";
import type { Mapping } from "@/lib/api/syncs";
import { planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { updateSync } from "@/lib/syncs/update-sync";
import { getRun } from "./get-run";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

/** Leaves out what can't be a number of people managed. */
async function makeTolerant(rest: Partial<PeopleSync["input"]> = {}): Promise<PeopleSync> {
  const made = await makePeopleSync(hubSpot, warehouse);
  const { actor, sync, input } = made;
  const fields = input.mapping.fields.map((field): Mapping["fields"][number] =>
    field.property === "employees_managed" ? { ...field, whenInvalid: "skip" } : field,
  );
  await updateSync(actor, { syncId: sync.id, input: { ...input, ...rest, mapping: { ...input.mapping, fields } } });
  return made;
}

test("rows that are sent without an invalid value are counted, with their reasons, and HubSpot keeps what it has", async () => {
  const { actor, hubId, sync, people } = await makeTolerant();
  await people.insert([
    { email: "ada@example.com", first_name: "Ada", managed: "12" },
    { email: "bo@example.com", first_name: "Bo", managed: "twelve" },
  ]);
  expect(await runToEnd(actor, sync.id)).toMatchObject({
    status: "completed",
    ledger: { read: 2, created: 2, rejected: 0 },
    rowsIncomplete: 1,
    incompleteSamples: [
      "Row 2, employees_managed: `twelve` is not a number. HubSpot takes digits and one decimal point.",
    ],
  });
  await people.run("update people set managed = 'many' where first_name = 'Ada'");
  // Bo is unchanged: his row isn't sent, so nothing is left out of it.
  expect(await runToEnd(actor, sync.id)).toMatchObject({
    ledger: { unchanged: 1, updated: 1 },
    rowsIncomplete: 1,
  });
  const held = await hubSpot.listRecords(hubId, "contacts");
  expect(held.map(({ firstname, employees_managed: managed }) => [firstname, managed])).toEqual([
    ["Ada", "12"],
    ["Bo", undefined],
  ]);
});

test("a row that is rejected for another reason is not counted as sent without a value", async () => {
  const { actor, sync, people } = await makeTolerant();
  await people.insert([
    { email: "ada@example.com", managed: "x" },
    { email: "ADA@example.com", managed: "y" },
    { email: "bo@example.com", managed: "z", seniority: "wizard" },
  ]);
  const runId = await planNewRun(actor, sync.id);
  expect(await getRun(actor, { runId })).toMatchObject({
    ledger: { read: 3, rejected: 3 },
    rowsIncomplete: 0,
    incompleteSamples: [],
  });
});
