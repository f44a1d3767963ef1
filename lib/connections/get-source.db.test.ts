import { expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { createSource } from "./create-source";
import { getSource } from "./get-source";

prepareEnvironment({ databaseUrl: await testDatabase() });
const warehouse = await testWarehouse();

test("a source is read by every member of its workspace, and isn't there for anybody else", async () => {
  const owner = await makeWorkspace();
  const made = await createSource(owner, warehouse.sourceInput("Warehouse"));
  const viewer = await addMember(owner.workspaceId, "viewer");
  expect(await getSource(viewer, { sourceId: made.id })).toEqual(made);
  const notFound = { code: "not_found" };
  await expect(getSource(await makeWorkspace(), { sourceId: made.id })).rejects.toMatchObject(notFound);
  await expect(getSource(owner, { sourceId: "not-an-id" })).rejects.toMatchObject(notFound);
});
