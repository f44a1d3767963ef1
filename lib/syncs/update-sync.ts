import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { SyncInput, type SyncView } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { checkSyncInput, refuseTakenName, requireObjectLabel } from "./check-sync-input";
import { getSync } from "./get-sync";
import { isSameObject, isSameTarget } from "./is-same-target";
import { requireNoCircle } from "./require-no-circle";
import { nextFireTime } from "./schedule";

export const UpdateSync = z.object({ syncId: z.string(), input: SyncInput });

/** Changes a sync; a run that is under way goes on with what it began with. */
export async function updateSync(actor: Actor, { syncId, input }: z.infer<typeof UpdateSync>): Promise<SyncView> {
  requireRole(actor, "editor");
  const old = await getSync(actor, { syncId });
  await checkSyncInput(actor, input);
  const objectLabel = isSameObject(old, input) ? old.objectLabel : await requireObjectLabel(actor, input);
  const due = decideDue(old, input);
  await getDb()
    .$transaction(async (db) => {
      const { count } = await db.sync.updateMany({
        where: { id: old.id, workspaceId: actor.workspaceId, version: old.version, pausedAt: old.pausedAt },
        data: { ...input, objectLabel, version: { increment: 1 }, ...due },
      });
      if (count === 0) {
        throw new AppError("conflict", "Somebody else changed this sync at the same moment. Load it again.");
      }
      await requireNoCircle(db, { id: old.id, name: input.name, workspaceId: actor.workspaceId }, input.schedule);
      // What HubSpot accepted was said of other records: from here on every row is new.
      if (!isSameTarget(old, input)) await db.$executeRaw`delete from bulk.row_state where sync_id = ${old.id}::uuid`;
    })
    .catch(refuseTakenName(input.name));
  await recordAuditEvent(actor, {
    action: "sync.updated",
    targetId: old.id,
    summary: `Changed the sync ${input.name}`,
  });
  return getSync(actor, { syncId });
}

/** When it is due by what is saved. A run that is due after another sync's stays so while the schedule is the same. */
function decideDue(old: SyncView, { schedule, timeZone }: SyncInput) {
  if (schedule.kind === "after" && isDeepStrictEqual(old.schedule, schedule)) return {};
  // Also of a paused one: what is no time is refused when it is saved, not when somebody resumes it.
  const nextDueAt = nextFireTime(schedule, timeZone, new Date());
  return { nextDueAt: old.pausedAt ? null : nextDueAt, dueAfterRunId: null };
}
