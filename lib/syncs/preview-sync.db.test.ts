import { expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { previewSync, previewSyncInput } from "./preview-sync";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

test("the first rows are mapped as a run would, bad ones with their refusals, and nothing is sent", async () => {
  const { actor, sync, people, hubId } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([
    { email: "Ada@example.com", first_name: "Ada", managed: "12" },
    { email: "bob@example.com", first_name: "Bob", managed: "many" },
  ]);
  const preview = await previewSync(actor, { syncId: sync.id });
  expect(preview.problems).toEqual([]);
  expect(preview.columns.map(({ name }) => name)).toContain("first_name");
  expect(preview.rows).toMatchObject([
    { payload: { firstname: "Ada", employees_managed: "12" }, refusals: [] },
    { matchValue: "bob@example.com", refusals: [{ property: "employees_managed" }] },
  ]);
  expect(await hubSpot.listRecords(hubId, "0-1")).toEqual([]);
});

test("a mapping that can't work maps no row and says all that is wrong", async () => {
  const { actor, input, people } = await makePeopleSync(hubSpot, warehouse);
  await people.insert([{ email: "ada@example.com" }]);
  const match = { column: "nowhere", property: "email" };
  const preview = await previewSyncInput(actor, { ...input, mapping: { ...input.mapping, match } });
  expect(preview).toMatchObject({ rows: [], problems: [expect.stringContaining("nowhere")] });
});

test("a viewer previews nothing, and somebody else's sync, source and portal aren't there", async () => {
  const { actor, sync, input } = await makePeopleSync(hubSpot, warehouse);
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(previewSync(viewer, { syncId: sync.id })).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await makeWorkspace();
  await expect(previewSync(stranger, { syncId: sync.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(previewSyncInput(stranger, input)).rejects.toMatchObject({ code: "not_found" });
});
