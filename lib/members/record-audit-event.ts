import type { Actor } from "../auth/actor";
import { getDb } from "../db";

/** Keeps who did what to which thing, and by which key if not by hand. `summary` is read by people and holds no secret. */
export async function recordAuditEvent(
  actor: Actor,
  event: { action: string; targetId: string; summary: string },
): Promise<void> {
  const { workspaceId, userId, apiKeyId = null } = actor;
  await getDb().auditEvent.create({ data: { ...event, workspaceId, userId, apiKeyId } });
}
