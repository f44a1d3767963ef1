import { type Actor, requirePerson, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { recordAuditEvent } from "./record-audit-event";

/** Ends a key at once and for good. */
export async function revokeApiKey(actor: Actor, { apiKeyId }: { apiKeyId: string }): Promise<null> {
  requirePerson(actor);
  requireRole(actor, "owner");
  const id = requireId(apiKeyId, "API key");
  const where = { id, workspaceId: actor.workspaceId };
  const { count } = await getDb().apiKey.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw notFound("API key");
  const { name } = await getDb().apiKey.findUniqueOrThrow({ where, select: { name: true } });
  await recordAuditEvent(actor, { action: "api_key.revoked", targetId: id, summary: `Revoked the API key ${name}` });
  return null;
}
