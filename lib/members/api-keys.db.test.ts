import { expect, test } from "vitest";
import { ApiKeyInput, type CreatedApiKey } from "@/lib/api/api-keys";
import type { Actor } from "@/lib/auth/actor";
import { getDb } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { authenticateApiKey } from "./authenticate-api-key";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";
import { recordAuditEvent } from "./record-audit-event";
import { revokeApiKey } from "./revoke-api-key";

prepareEnvironment({ databaseUrl: await testDatabase() });

const noon = new Date("2026-11-27T12:00:00Z");
const later = (ms: number) => new Date(noon.getTime() + ms);
const DAY_MS = 86_400_000;
const refused = { code: "unauthenticated", message: expect.stringContaining("unknown, has expired or was revoked") };

const make = (owner: Actor, changes: Partial<ApiKeyInput> = {}): Promise<CreatedApiKey> =>
  createApiKey(owner, ApiKeyInput.parse({ name: "Airflow", role: "editor", expiresInDays: null, ...changes }), noon);

test("a key is shown once, acts for its maker in its role, and only its hash is kept", async () => {
  const owner = await makeWorkspace();
  const { key, apiKey } = await make(owner);
  expect(key).toMatch(/^slk_[\w-]{43}$/);
  expect(await authenticateApiKey(key, noon)).toEqual({ ...owner, role: "editor", apiKeyId: apiKey.id });
  expect(JSON.stringify(await listApiKeys(owner))).not.toContain(key);
  expect(JSON.stringify(await getDb().apiKey.findMany())).not.toContain(key.slice(8));
  expect(await listApiKeys(owner)).toMatchObject([
    { name: "Airflow", role: "editor", hint: key.slice(0, 8), status: "active", createdBy: "Test person" },
  ]);
});

test("an unknown key, an expired one and a revoked one are refused in the same words", async () => {
  const owner = await makeWorkspace();
  await expect(authenticateApiKey("slk_unknown", noon)).rejects.toMatchObject(refused);

  const expiring = await make(owner, { expiresInDays: 1 });
  expect(await authenticateApiKey(expiring.key, later(DAY_MS - 1))).toMatchObject({ role: "editor" });
  await expect(authenticateApiKey(expiring.key, later(DAY_MS))).rejects.toMatchObject(refused);
  expect(await listApiKeys(owner, later(DAY_MS))).toMatchObject([{ status: "expired" }]);

  const revoked = await make(owner);
  await revokeApiKey(owner, { apiKeyId: revoked.apiKey.id });
  await expect(authenticateApiKey(revoked.key, noon)).rejects.toMatchObject(refused);
  expect(await listAuditActions(owner)).toEqual(["api_key.created", "api_key.created", "api_key.revoked"]);
});

test("a key is never above its maker: it sinks with them, and ends when they leave", async () => {
  const owner = await makeWorkspace();
  const { key } = await make(owner, { role: "owner" });
  const where = { workspaceId_userId: { workspaceId: owner.workspaceId, userId: owner.userId } };
  await getDb().member.update({ where, data: { role: "viewer" } });
  expect(await authenticateApiKey(key, noon)).toMatchObject({ role: "viewer" });
  await getDb().member.delete({ where });
  await expect(authenticateApiKey(key, noon)).rejects.toMatchObject(refused);
  expect(await listApiKeys(owner)).toMatchObject([{ status: "abandoned" }]);
});

test("membership of another workspace keeps no key alive", async () => {
  const owner = await makeWorkspace();
  const { key } = await make(owner);
  const other = await makeWorkspace();
  await getDb().member.create({ data: { workspaceId: other.workspaceId, userId: owner.userId, role: "owner" } });
  await getDb().member.deleteMany({ where: { workspaceId: owner.workspaceId } });
  await expect(authenticateApiKey(key, noon)).rejects.toMatchObject(refused);
});

test("only owners see, make and revoke keys, and only those of their workspace", async () => {
  const owner = await makeWorkspace();
  const { apiKey } = await make(owner);
  for (const role of ["viewer", "editor"] as const) {
    const member = await addMember(owner.workspaceId, role);
    await expect(make(member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listApiKeys(member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeApiKey(member, { apiKeyId: apiKey.id })).rejects.toMatchObject({ code: "forbidden" });
  }
  const stranger = await makeWorkspace();
  expect(await listApiKeys(stranger)).toEqual([]);
  await expect(revokeApiKey(stranger, { apiKeyId: apiKey.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await listApiKeys(owner)).toHaveLength(1);
});

test("a key makes no keys and revokes none, whatever its role", async () => {
  const owner = await makeWorkspace();
  const { key, apiKey } = await make(owner, { role: "owner" });
  const machine = await authenticateApiKey(key, noon);
  await expect(make(machine)).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeApiKey(machine, { apiKeyId: apiKey.id })).rejects.toMatchObject({ code: "forbidden" });
});

test("of two who revoke a key at once one does, and the other finds none", async () => {
  const owner = await makeWorkspace();
  const { apiKey } = await make(owner);
  const revoke = () => revokeApiKey(owner, { apiKeyId: apiKey.id });
  const tries = await Promise.allSettled([revoke(), revoke()]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("the last use is kept to the minute", async () => {
  const owner = await makeWorkspace();
  const { key } = await make(owner);
  const lastUsedAt = async () => (await listApiKeys(owner))[0]?.lastUsedAt;
  expect(await lastUsedAt()).toBeNull();
  await authenticateApiKey(key, noon);
  await authenticateApiKey(key, later(59_999));
  expect(await lastUsedAt()).toBe(noon.toISOString());
  await authenticateApiKey(key, later(60_000));
  expect(await lastUsedAt()).toBe(later(60_000).toISOString());
});

test("the audit log says by which key something was done", async () => {
  const owner = await makeWorkspace();
  const { key, apiKey } = await make(owner);
  const event = { action: "run.started", targetId: "a run", summary: "Ran a sync" };
  await recordAuditEvent(await authenticateApiKey(key, noon), event);
  expect(await getDb().auditEvent.findFirst({ where: { workspaceId: owner.workspaceId, ...event } })).toMatchObject({
    userId: owner.userId,
    apiKeyId: apiKey.id,
  });
});
