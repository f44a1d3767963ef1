import type { SyncInput, SyncView } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { recordAuditEvent } from "../members/record-audit-event";
import { checkSyncInput, refuseTakenName, requireObjectLabel } from "./check-sync-input";
import { readNeighbours } from "./read-neighbours";
import { nextFireTime } from "./schedule";
import { syncSelect, viewSync } from "./sync-view";

export async function createSync(actor: Actor, input: SyncInput): Promise<SyncView> {
  requireRole(actor, "editor");
  await checkSyncInput(actor, input);
  const objectLabel = await requireObjectLabel(actor, input);
  const sync = await getDb()
    .sync.create({
      data: {
        ...input,
        objectLabel,
        workspaceId: actor.workspaceId,
        nextDueAt: nextFireTime(input.schedule, input.timeZone, new Date()),
      },
      select: syncSelect,
    })
    .catch(refuseTakenName(input.name));
  await recordAuditEvent(actor, { action: "sync.created", targetId: sync.id, summary: `Made the sync ${input.name}` });
  return viewSync(sync, await readNeighbours({ ...sync, workspaceId: actor.workspaceId }));
}
