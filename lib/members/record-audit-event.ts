import type { Actor } from "../auth/actor";
import { getDb } from "../db";

/** Keeps who did what to which thing. `summary` is read by people and holds no secret. */
export async function recordAuditEvent(
  actor: Actor,
  event: { action: string; targetId: string; summary: string },
): Promise<void> {
  await getDb().auditEvent.create({ data: { ...event, workspaceId: actor.workspaceId, userId: actor.userId } });
}
