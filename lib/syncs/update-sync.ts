import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { SyncChange, SyncInput, type SyncView } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { checkSyncInput, refuseTakenName, requireObjectLabel } from "./check-sync-input";
import { getSync } from "./get-sync";
import { isSameObject, isSameTarget } from "./is-same-target";
import { requireNoCircle } from "./require-no-circle";
import { nextFireTime } from "./schedule";

export const UpdateSync = z.object({
  syncId: z.string(),
  input: SyncInput,
  /** The version that the change was made to; left out, the last one wins. */
  version: SyncChange.shape.version,
});
export type UpdateSync = z.infer<typeof UpdateSync>;

/**
 * Changes a sync; a run that is under way goes on with what it began with. Throws `conflict` where somebody has saved
 * another version than the one that was changed.
 */
export async function updateSync(actor: Actor, { syncId, input, version }: UpdateSync): Promise<SyncView> {
  requireRole(actor, "editor");
  const old = await getSync(actor, { syncId });
  if (version !== undefined && version !== old.version) throw await describeOtherVersion(actor, old, version);
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
        throw new AppError("conflict", "Somebody else changed this sync at the same moment. Try again.");
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

/** Says who has saved meanwhile, and when, as far as that was written down. */
async function describeOtherVersion(actor: Actor, { id, name, version }: SyncView, changed: number): Promise<AppError> {
  const saved = await getDb().auditEvent.findFirst({
    where: {
      workspaceId: actor.workspaceId,
      targetId: id,
      action: { in: ["sync.created", "sync.updated", "sync.fixed"] },
    },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, user: { select: { name: true } } },
  });
  const when = saved ? ` at ${saved.createdAt.toISOString().slice(0, 16).replace("T", " ")} UTC` : "";
  return new AppError(
    "conflict",
    `${saved?.user?.name ?? "Somebody"} saved version ${version} of the sync ${name}${when}, and this change was made to version ${changed}. Load the newer one, or save yours over it.`,
  );
}

/** When it is due by what is saved. A run that is due after another sync's stays so while the schedule is the same. */
function decideDue(old: SyncView, { schedule, timeZone }: SyncInput) {
  if (schedule.kind === "after" && isDeepStrictEqual(old.schedule, schedule)) return {};
  // Also of a paused one: what is no time is refused when it is saved, not when somebody resumes it.
  const nextDueAt = nextFireTime(schedule, timeZone, new Date());
  return { nextDueAt: old.pausedAt ? null : nextDueAt, dueAfterRunId: null };
}
