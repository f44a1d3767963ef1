import { expect, test } from "vitest";
import type { StorageInput } from "@/lib/api/storage";
import type { Actor } from "@/lib/auth/actor";
import { getDb } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { denied, testOwnBucket } from "@/lib/local/testing/own-bucket";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { getStorage } from "./get-storage";
import { leaveStorage } from "./leave-storage";
import { openStorage } from "./open-storage";
import { saveStorage } from "./save-storage";
import { setFileOptions } from "./set-file-options";
import { testStorage, testStorageInput } from "./test-storage";

const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings });
const own = await testOwnBucket();

const withSecret = (secretAccessKey: string): StorageInput => ({
  ...own.input,
  auth: { kind: "keys", accessKeyId: "OWNKEY", secretAccessKey },
});

async function writeVia(actor: Actor): Promise<void> {
  const { storage } = await getStorage(actor);
  await (await openStorage(actor.workspaceId, storage?.id ?? "")).putText("note", "hi");
}

test("a workspace begins with the instance's store and whole CSV files that are kept", async () => {
  const actor = await makeWorkspace();
  expect(await getStorage(actor)).toEqual({
    storage: null,
    files: { format: "csv", compression: "none", rejectsKeptDays: null, valuesKeptDays: 90 },
    waiting: null,
    earlier: [],
    undeleted: null,
    suggestedExternalId: `sluice-${actor.workspaceId}`,
  });
});

test("a bucket is saved with its secret sealed, is used with it, and nobody is ever shown it", async () => {
  const actor = await makeWorkspace();
  const { storage } = await saveStorage(actor, own.input);
  expect(storage?.facts).toMatchObject({
    bucket: "own-bucket",
    prefix: "team/rejects",
    auth: { kind: "keys", accessKeyId: "OWNKEY" },
  });
  expect(JSON.stringify(await getStorage(actor))).not.toContain("the secret");
  const row = await getDb().storage.findFirst({
    where: { workspaceId: actor.workspaceId },
    omit: { sealedSecret: false },
  });
  expect(row?.sealedSecret).toMatch(/^s1\.test\./);
  await writeVia(actor);
  expect(await own.store.getText("team/rejects/note")).toBe("hi");
  expect(await listAuditActions(actor)).toEqual(["storage.saved"]);
});

test("an empty secret keeps the saved one, of the same key at the same store alone", async () => {
  const actor = await makeWorkspace();
  await expect(saveStorage(actor, withSecret(""))).rejects.toMatchObject({
    code: "invalid_input",
    message: "Write the secret of the access key OWNKEY.",
  });
  await saveStorage(actor, own.input);
  await saveStorage(actor, { ...withSecret(""), prefix: "team/other" });
  await writeVia(actor);
  expect(await own.store.getText("team/other/note")).toBe("hi");
  const elsewhere = { ...withSecret(""), endpoint: "https://elsewhere.example.com" };
  await expect(saveStorage(actor, elsewhere)).rejects.toMatchObject({ code: "invalid_input" });
});

test("new keys for the same place stay the same bucket, and are used at once", async () => {
  const actor = await makeWorkspace();
  const before = await saveStorage(actor, withSecret("an old secret"));
  await expect(writeVia(actor)).rejects.toMatchObject({ code: "storage_failed" });
  const after = await saveStorage(actor, own.input);
  expect(after.storage?.id).toBe(before.storage?.id);
  await writeVia(actor);
});

test("another place is another bucket, and the way back leads to the first", async () => {
  const actor = await makeWorkspace();
  const first = await saveStorage(actor, own.input);
  const second = await saveStorage(actor, { ...own.input, prefix: "team/other" });
  expect(second.storage?.id).not.toBe(first.storage?.id);
  expect(await getDb().storage.count({ where: { workspaceId: actor.workspaceId, replacedAt: null } })).toBe(1);
  expect((await saveStorage(actor, own.input)).storage?.id).toBe(first.storage?.id);
  expect(await leaveStorage(actor)).toMatchObject({ storage: null });
  await expect(leaveStorage(actor)).rejects.toMatchObject({ code: "not_found" });
  expect(await listAuditActions(actor)).toEqual(["storage.saved", "storage.saved", "storage.saved", "storage.left"]);
});

test("of two who save different buckets at once the workspace gets one, and nobody is told of both", async () => {
  const actor = await makeWorkspace();
  const results = await Promise.allSettled([
    saveStorage(actor, { ...own.input, prefix: "one" }),
    saveStorage(actor, { ...own.input, prefix: "two" }),
  ]);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  }
  expect(await getDb().storage.count({ where: { workspaceId: actor.workspaceId, replacedAt: null } })).toBe(1);
});

test("a test of the saved bucket is kept with it, one of typed settings isn't", async () => {
  const actor = await makeWorkspace();
  await expect(testStorage(actor)).rejects.toMatchObject({ code: "not_found" });
  expect((await testStorageInput(actor, own.input)).every(({ status }) => status === "passed")).toBe(true);
  await saveStorage(actor, own.input);
  expect((await getStorage(actor)).storage).toMatchObject({ testedAt: null, testFailure: null });
  own.refuse(({ action }) => (action === "s3:DeleteObject" ? denied() : null));
  await testStorage(actor);
  own.refuse(null);
  expect((await getStorage(actor)).storage).toMatchObject({
    testedAt: expect.any(String),
    testFailure: "Delete a file: AccessDenied. Allow `s3:DeleteObject` on `arn:aws:s3:::own-bucket/team/rejects/*`.",
  });
  await testStorage(actor);
  expect((await getStorage(actor)).storage).toMatchObject({ testFailure: null });
});

test("at the instance's own store the instance's keys ask for the role, and do without one", async () => {
  const actor = await makeWorkspace();
  const here: StorageInput = {
    ...own.input,
    endpoint: settings.endpoint,
    bucket: settings.bucket,
    region: settings.region,
    auth: { kind: "instance" },
  };
  expect((await testStorageInput(actor, here)).every(({ status }) => status === "passed")).toBe(true);
  const roleArn = "arn:aws:iam::123456789012:role/not-there";
  const [line] = await testStorageInput(actor, {
    ...here,
    auth: { kind: "role", roleArn, externalId: null, sessionSeconds: 900, stsEndpoint: null },
  });
  // Refused by the store that knows the instance's keys, and knows no such role.
  expect(line).toMatchObject({ id: "credentials", detail: "sts:AssumeRole, AccessDenied." });
});

test("only owners change storage; viewers read it; another workspace has its own", async () => {
  const owner = await makeWorkspace();
  await saveStorage(owner, own.input);
  const editor = await addMember(owner.workspaceId, "editor");
  const viewer = await addMember(owner.workspaceId, "viewer");
  const forbidden = { code: "forbidden" };
  await expect(saveStorage(editor, own.input)).rejects.toMatchObject(forbidden);
  await expect(leaveStorage(editor)).rejects.toMatchObject(forbidden);
  await expect(testStorageInput(editor, own.input)).rejects.toMatchObject(forbidden);
  const files = { format: "ndjson", compression: "gzip", rejectsKeptDays: 30 } as const;
  await expect(setFileOptions(editor, files)).rejects.toMatchObject(forbidden);
  await expect(testStorage(viewer)).rejects.toMatchObject(forbidden);
  expect((await getStorage(viewer)).storage).not.toBeNull();
  expect(await setFileOptions(owner, files)).toMatchObject({ files });
  const stranger = await makeWorkspace();
  expect(await getStorage(stranger)).toMatchObject({ storage: null, files: { format: "csv" } });
  await expect(saveStorage(stranger, withSecret(""))).rejects.toMatchObject({ code: "invalid_input" });
  const { storage } = await getStorage(owner);
  await expect(openStorage(stranger.workspaceId, storage?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
});
