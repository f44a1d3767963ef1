import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";

/** Forgets a source and its credentials. One that a sync reads stays. */
export async function deleteSource(actor: Actor, { sourceId }: { sourceId: string }): Promise<null> {
  requireRole(actor, "editor");
  const id = requireId(sourceId, "source");
  const db = getDb();
  const { count } = await db.source.deleteMany({
    where: { id, workspaceId: actor.workspaceId, syncs: { none: {} } },
  });
  if (count === 0) {
    const users = await db.sync.findMany({
      where: { sourceId: id, workspaceId: actor.workspaceId },
      select: { name: true },
      take: 3,
    });
    if (users.length === 0) throw notFound("source");
    const names = users.map(({ name }) => name).join(", ");
    throw new AppError("conflict", `Syncs read this source: ${names}. Delete them or give them another source first.`);
  }
  await recordAuditEvent(actor, { action: "source.deleted", targetId: id, summary: "Deleted a source" });
  return null;
}
