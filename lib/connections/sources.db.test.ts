import { expect, test } from "vitest";
import type { SourceInput } from "@/lib/api/sources";
import { getDb, getPool } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { createSource } from "./create-source";
import { deleteSource } from "./delete-source";
import { listSources } from "./list-sources";
import { openSourceConfig } from "./open-source-config";
import { listTables, previewSource } from "./preview-source";
import { testSource, testSourceInput } from "./test-source";
import { updateSource } from "./update-source";

prepareEnvironment({ databaseUrl: await testDatabase() });
const warehouse = await testWarehouse();

const secret = "pass🔑word-of-the-test";

function input(changes: Partial<Extract<SourceInput["connection"], { kind: "fields" }>> = {}, name = "Warehouse") {
  const made = warehouse.sourceInput(name);
  if (made.connection.kind !== "fields") throw new Error("The warehouse is given field by field.");
  return { ...made, connection: { ...made.connection, ...changes } };
}

const notFound = { code: "not_found", message: "No source of this workspace has that id." };
const nobody = "00000000-0000-4000-8000-000000000000";

async function addSync(workspaceId: string, sourceId: string, name: string) {
  const portal = await getDb().portal.create({
    data: {
      workspaceId,
      hubId: 1n,
      domain: "d",
      uiDomain: "u",
      accountType: "STANDARD",
      timeZone: "UTC",
      currency: "EUR",
      authKind: "token",
    },
  });
  await getDb().sync.create({
    data: {
      workspaceId,
      sourceId,
      portalId: portal.id,
      name,
      query: {},
      objectTypeId: "0-1",
      objectLabel: "Contacts",
      mapping: {},
      mode: "upsert",
      schedule: {},
      timeZone: "UTC",
    },
  });
}

test("a password is in no view and nowhere in the database in clear", async () => {
  const actor = await makeWorkspace();
  const view = await createSource(actor, input({ password: secret }));
  expect(view.facts).toMatchObject({ host: "127.0.0.1", tls: "disable" });
  expect(JSON.stringify([view, await listSources(actor)])).not.toContain(secret);
  const { rows } = await getPool().query('select s::text as row from "Source" s where id = $1', [view.id]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(await openSourceConfig(actor.workspaceId, view.id)).toMatchObject({ password: secret });
  expect(await listAuditActions(actor)).toEqual(["source.created"]);
});

test("an empty password keeps the old one, another replaces it", async () => {
  const actor = await makeWorkspace();
  const { id: sourceId } = await createSource(actor, input({ password: secret }));
  const view = await updateSource(actor, { sourceId, input: input({ password: "", database: "other" }, "Renamed") });
  expect(view).toMatchObject({ name: "Renamed", facts: { database: "other" } });
  expect(await openSourceConfig(actor.workspaceId, sourceId)).toMatchObject({ database: "other", password: secret });
  await updateSource(actor, { sourceId, input: input({ password: "another" }) });
  expect(await openSourceConfig(actor.workspaceId, sourceId)).toMatchObject({ password: "another" });
});

test.each([{ host: "db.elsewhere.example" }, { port: 6432 }, { user: "somebody" }])(
  "a kept password is not sent elsewhere: with %o it has to be written again",
  async (change) => {
    const actor = await makeWorkspace();
    const { id: sourceId } = await createSource(actor, input({ password: secret }));
    await expect(updateSource(actor, { sourceId, input: input({ password: "", ...change }) })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("Write the password again"),
    });
  },
);

test("a URL is taken apart, and its password is sealed with the rest", async () => {
  const actor = await makeWorkspace();
  const url = "postgres://reader:p%40ss@db.example.com:6432/shop?sslmode=require";
  const connection = { kind: "url" as const, url, tls: "verify-full" as const, caCertificate: "" };
  const view = await createSource(actor, { ...input(), connection });
  expect(view.facts).toMatchObject({ host: "db.example.com", port: 6432, database: "shop", user: "reader" });
  expect(view.facts.tls).toBe("verify-full");
  expect(await openSourceConfig(actor.workspaceId, view.id)).toMatchObject({ password: "p@ss", caCertificate: null });
});

test.each([
  [{ host: "db.example.com/shop" }, "The host must be one host name"],
  [{ host: "two words" }, "The host must be one host name"],
  [{ host: "x".repeat(254) }, "The host must have at most 253 characters; it has 254."],
  [{ caCertificate: "not a certificate" }, "The CA certificate must be PEM text"],
])("settings that can't be right are refused before they are kept: %o", async (change, words) => {
  const actor = await makeWorkspace();
  const refusal = { code: "invalid_input", message: expect.stringContaining(words) };
  await expect(createSource(actor, input(change))).rejects.toMatchObject(refusal);
  expect(await listSources(actor)).toEqual([]);
  const { id: sourceId } = await createSource(actor, input());
  await expect(updateSource(actor, { sourceId, input: input(change) })).rejects.toMatchObject(refusal);
  await expect(updateSource(actor, { sourceId, input: input({}, "Renamed") })).resolves.toMatchObject({
    name: "Renamed",
  });
});

test("two sources of a workspace that are to have one name: one gets it, also at the same moment", async () => {
  const actor = await makeWorkspace();
  const tries = await Promise.allSettled([createSource(actor, input()), createSource(actor, input())]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tries).toContainEqual({ status: "rejected", reason: expect.objectContaining({ code: "conflict" }) });

  const { id: sourceId } = await createSource(actor, input({}, "Second"));
  await expect(updateSource(actor, { sourceId, input: input() })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Warehouse"),
  });
  await expect(createSource(await makeWorkspace(), input())).resolves.toMatchObject({ name: "Warehouse" });
});

test("a source that a sync reads is not deleted, and the syncs are named", async () => {
  const actor = await makeWorkspace();
  const { id: sourceId } = await createSource(actor, input());
  await addSync(actor.workspaceId, sourceId, "People to contacts");
  await expect(deleteSource(actor, { sourceId })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("People to contacts"),
  });
  expect(await listSources(actor)).toMatchObject([{ id: sourceId, syncs: 1 }]);

  await getDb().sync.deleteMany({ where: { sourceId } });
  await expect(deleteSource(actor, { sourceId })).resolves.toBeNull();
  expect(await listSources(actor)).toEqual([]);
  await expect(deleteSource(actor, { sourceId })).rejects.toMatchObject(notFound);
});

test("a test is kept with its time and its failure, and a change of the source forgets it", async () => {
  const actor = await makeWorkspace();
  const { id: sourceId, testedAt } = await createSource(actor, input({ database: "no_such_database" }));
  expect(testedAt).toBeNull();
  const lines = await testSource(actor, { sourceId });
  const failed = lines.find(({ status }) => status === "failed");
  expect(failed?.detail).toContain("no_such_database");
  const [tested] = await listSources(actor);
  expect(tested).toMatchObject({ testedAt: expect.any(String), testFailure: failed?.detail });

  await updateSource(actor, { sourceId, input: input() });
  expect(await listSources(actor)).toMatchObject([{ testedAt: null, testFailure: null }]);
  expect((await testSource(actor, { sourceId })).map(({ status }) => status)).not.toContain("failed");
  expect(await listSources(actor)).toMatchObject([{ testedAt: expect.any(String), testFailure: null }]);
});

test("a source can be tried before it is saved, and is not saved by that", async () => {
  const actor = await makeWorkspace();
  expect((await testSourceInput(actor, input())).every(({ status }) => status === "passed")).toBe(true);
  expect(await listSources(actor)).toEqual([]);
});

test("tables are listed, and a query shows its columns and its first rows", async () => {
  const actor = await makeWorkspace();
  const people = await warehouse.createPeople();
  await people.insert(Array.from({ length: 25 }, (_, index) => ({ email: `p${index}@example.com` })));
  const { id: sourceId } = await createSource(actor, input());
  expect(await listTables(actor, { sourceId })).toContainEqual(expect.objectContaining({ table: people.name }));
  const sql = `select id, email from ${people.name} order by id`;
  const preview = await previewSource(actor, { sourceId, query: { kind: "sql", sql } });
  expect(preview.columns.map(({ name, type }) => [name, type])).toEqual([
    ["id", "integer"],
    ["email", "text"],
  ]);
  expect(preview.rows).toHaveLength(20);
  expect(preview.rows[0]).toEqual(["1", "p0@example.com"]);
});

test("somebody else's source looks like none at all", async () => {
  const owner = await makeWorkspace();
  const stranger = await makeWorkspace();
  const { id: sourceId } = await createSource(owner, input());
  const query = { kind: "sql" as const, sql: "select 1 as one" };
  for (const asked of [sourceId, nobody, "not-an-id"]) {
    await expect(updateSource(stranger, { sourceId: asked, input: input() })).rejects.toMatchObject(notFound);
    await expect(deleteSource(stranger, { sourceId: asked })).rejects.toMatchObject(notFound);
    await expect(testSource(stranger, { sourceId: asked })).rejects.toMatchObject(notFound);
    await expect(listTables(stranger, { sourceId: asked })).rejects.toMatchObject(notFound);
    await expect(previewSource(stranger, { sourceId: asked, query })).rejects.toMatchObject(notFound);
  }
  expect(await listSources(stranger)).toEqual([]);
  expect(await listSources(owner)).toMatchObject([{ id: sourceId, testedAt: null }]);
});

test("a viewer sees sources and changes none", async () => {
  const owner = await makeWorkspace();
  const viewer = await addMember(owner.workspaceId, "viewer");
  const { id: sourceId } = await createSource(owner, input());
  const forbidden = { code: "forbidden" };
  await expect(createSource(viewer, input({}, "Mine"))).rejects.toMatchObject(forbidden);
  await expect(updateSource(viewer, { sourceId, input: input() })).rejects.toMatchObject(forbidden);
  await expect(deleteSource(viewer, { sourceId })).rejects.toMatchObject(forbidden);
  await expect(testSourceInput(viewer, input())).rejects.toMatchObject(forbidden);
  const query = { kind: "sql" as const, sql: "select 1 as one" };
  await expect(previewSource(viewer, { sourceId, query })).rejects.toMatchObject(forbidden);
  expect(await listSources(viewer)).toHaveLength(1);
});
