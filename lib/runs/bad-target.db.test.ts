import { expect, test } from "vitest";
import { planNewRun, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { createSync } from "@/lib/syncs/create-sync";
import { updateSync } from "@/lib/syncs/update-sync";
import { deliverChunk } from "./deliver/deliver-chunk";
import { getRun } from "./get-run";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const ada = { email: "ada@example.com", first_name: "Ada", badge: "B-1" };

async function make() {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([ada]);
  return made;
}

test("a run stops before it reads a row when a mapped property was archived, and names it", async () => {
  const { actor, sync, hubId } = await make();
  await hubSpot.admin("POST", "/archive-property", { portal: hubId, objectType: "contacts", property: "seniority" });
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({ status: "failed", errorCode: "mapping_invalid", ledger: { read: 0 } });
  expect(run.errorMessage).toBe(
    "HubSpot has no property `seniority` here. Create it, refresh the properties, or choose another one.",
  );
});

test("a property that is archived while rows are sent refuses the rows that write it, in HubSpot's words", async () => {
  const { actor, sync, hubId, people } = await make();
  await people.insert([{ email: "bob@example.com", first_name: "Bob", seniority: "lead" }]);
  const runId = await planNewRun(actor, sync.id);
  await hubSpot.admin("POST", "/archive-property", { portal: hubId, objectType: "contacts", property: "seniority" });
  await deliverChunk(runId, 0);
  const run = await getRun(actor, { runId });
  expect(run.ledger).toMatchObject({ created: 1, rejected: 1 });
  expect(run.causes).toMatchObject([
    { stage: "hubspot", code: "PROPERTY_DOESNT_EXIST", property: "seniority", rows: 1 },
  ]);
});

test("a run stops before it reads a row when the match property is no longer unique, and says what else would do", async () => {
  const { actor, sync, input, hubId } = await make();
  const match = { column: "badge", property: "badge_number" };
  const fields = input.mapping.fields.filter(({ property }) => property === "firstname");
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping: { match, fields } } });
  const place = { portal: hubId, objectType: "contacts", property: "badge_number" };
  await hubSpot.admin("POST", "/set-unique", { ...place, isUnique: false });
  const run = await runToEnd(actor, sync.id);
  expect(run).toMatchObject({ status: "failed", errorCode: "mapping_invalid", ledger: { read: 0 } });
  expect(run.errorMessage).toContain("can't be the match property: HubSpot does not keep its values unique.");
  expect(run.errorMessage).toContain("Choose Email (`email`)");
});

test("a run stops when the custom object was deleted, and says to choose another", async () => {
  const { actor, input, hubId } = await make();
  const match = { column: "badge", property: "serial" };
  const made = await createSync(actor, {
    ...input,
    name: "Gates",
    objectTypeId: "2-7001",
    mapping: { match, fields: [] },
  });
  await hubSpot.admin("POST", "/delete-object-type", { portal: hubId, objectType: "2-7001" });
  const run = await runToEnd(actor, made.id);
  expect(run).toMatchObject({ status: "failed", ledger: { read: 0 } });
  expect(run.errorMessage).toContain("The portal has no object type 2-7001 any more.");
});

test("a sync of a custom object can't be made for a portal that has none", async () => {
  const { actor, input } = await make();
  const match = { column: "badge", property: "serial" };
  const wrong = { ...input, name: "None", objectTypeId: "2-999", mapping: { match, fields: [] } };
  await expect(createSync(actor, wrong)).rejects.toMatchObject({
    code: "invalid_input",
    message: "The portal has no object type 2-999. Choose another.",
  });
});

test("a token that is revoked while rows are sent ends the run with what to do, and the rows that were sent count", async () => {
  const { actor, sync, hubId, people } = await make();
  await people.run(
    "insert into people (email, first_name) select 'p' || n || '@example.com', 'P' from generate_series(1, 5099) n",
  );
  const runId = await planNewRun(actor, sync.id);
  await deliverChunk(runId, 0);
  await hubSpot.revoke(hubId);
  await expect(deliverChunk(runId, 1)).rejects.toMatchObject({
    code: "hubspot_reconnect",
    message: expect.stringContaining("Connect the portal again"),
  });
});
