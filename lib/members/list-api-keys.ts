import type { ApiKeyView } from "../api/api-keys";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { apiKeySelect, viewApiKey } from "./api-key-view";

/** The workspace's keys, the newest first, expired ones among them. What was revoked is in the audit log. */
export async function listApiKeys(actor: Actor, now = new Date()): Promise<ApiKeyView[]> {
  requireRole(actor, "owner");
  const keys = await getDb().apiKey.findMany({
    where: { workspaceId: actor.workspaceId, revokedAt: null },
    orderBy: { id: "desc" },
    select: apiKeySelect,
  });
  return keys.map((key) => viewApiKey(key, now));
}
