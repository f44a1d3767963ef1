import type { ApiKeyInput, CreatedApiKey } from "../api/api-keys";
import { type Actor, requirePerson, requireRole } from "../auth/actor";
import { createSecret, digestSecret } from "../crypto/digest";
import { getDb } from "../db";
import { apiKeySelect, viewApiKey } from "./api-key-view";
import { recordAuditEvent } from "./record-audit-event";

const DAY_MS = 86_400_000;

// So that scanners for lost secrets can tell it from other text.
const PREFIX = "slk_";
const HINT_LENGTH = PREFIX.length + 4;

/** Makes a key that acts in its maker's name. This answer is the only one that holds the key: its hash is what is kept. */
export async function createApiKey(
  actor: Actor,
  { name, role, expiresInDays }: ApiKeyInput,
  now = new Date(),
): Promise<CreatedApiKey> {
  requirePerson(actor);
  requireRole(actor, "owner");
  const key = `${PREFIX}${createSecret()}`;
  const made = await getDb().apiKey.create({
    data: {
      workspaceId: actor.workspaceId,
      userId: actor.userId,
      name,
      role,
      keyHash: digestSecret(key),
      hint: key.slice(0, HINT_LENGTH),
      createdAt: now,
      expiresAt: expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS),
    },
    select: apiKeySelect,
  });
  await recordAuditEvent(actor, {
    action: "api_key.created",
    targetId: made.id,
    summary: `Made the API key ${name} with the role ${role}`,
  });
  return { key, apiKey: viewApiKey(made, now) };
}
