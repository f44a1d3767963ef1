import { StorageFacts, type StorageView } from "../api/storage";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { addressStorage } from "../runs/view-files";
import { wakeWaitingFiles } from "../runs/waiting-files";
import { getStorage } from "./get-storage";

/** Goes back to the instance's store. What lies in the bucket stays there, and is read there. */
export async function leaveStorage(actor: Actor): Promise<StorageView> {
  requireRole(actor, "owner");
  const { workspaceId } = actor;
  const db = getDb();
  const storage = await db.storage.findFirst({
    where: { workspaceId, replacedAt: null },
    select: { id: true, facts: true },
  });
  const { count } = storage
    ? await db.storage.updateMany({
        where: { id: storage.id, workspaceId, replacedAt: null },
        data: { replacedAt: new Date() },
      })
    : { count: 0 };
  if (!storage || count === 0) throw new AppError("not_found", "This workspace has no bucket of its own.");
  await recordAuditEvent(actor, {
    action: "storage.left",
    targetId: storage.id,
    summary: `Rejected rows no longer go to ${addressStorage(StorageFacts.parse(storage.facts))}`,
  });
  await wakeWaitingFiles(workspaceId);
  return getStorage(actor);
}
