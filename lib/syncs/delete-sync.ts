import { type Actor, requireRole } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { recordAuditEvent } from "../members/record-audit-event";
import { listFilePlaces, listWrittenPlaces, placedPageSelect, placedRunSelect } from "../runs/list-file-places";
import { carryOutRemoval } from "../runs/remove-files";
import { getSync } from "./get-sync";

/**
 * Forgets a sync, its runs and their files. What it wrote to HubSpot stays there. A store that can't be reached keeps no
 * sync alive: what is to be deleted there is kept with the deletion, and is deleted by the clock.
 */
export async function deleteSync(actor: Actor, { syncId }: { syncId: string }): Promise<null> {
  requireRole(actor, "editor");
  const sync = await getSync(actor, { syncId });
  const removals = await getDb().$transaction(async (tx) => {
    const created = await keepPlaces(tx, { workspaceId: actor.workspaceId, syncId: requireId(syncId, "sync") });
    const { count } = await tx.sync.deleteMany({
      where: { id: sync.id, workspaceId: actor.workspaceId, runs: { none: { finishedAt: null } } },
    });
    if (count === 0) {
      throw new AppError(
        "conflict",
        `A run of ${sync.name} is under way. Cancel it or wait until it has ended, then delete the sync.`,
      );
    }
    return created;
  });
  await recordAuditEvent(actor, {
    action: "sync.deleted",
    targetId: sync.id,
    summary: `Deleted the sync ${sync.name}`,
  });
  for (const { id } of removals) await carryOutRemoval(id);
  return null;
}

async function keepPlaces(
  tx: Prisma.TransactionClient,
  { workspaceId, syncId }: { workspaceId: string; syncId: string },
): Promise<{ id: string }[]> {
  const runs = await tx.run.findMany({ where: { syncId, workspaceId }, select: placedRunSelect });
  const sent = await tx.sentRow.findMany({
    where: { syncId, workspaceId, written: { isNot: null } },
    select: { id: true, syncId: true, written: { select: placedPageSelect } },
  });
  const storage = await tx.storage.findFirst({ where: { workspaceId, replacedAt: null }, select: { id: true } });
  const rows = sent.map((row) => ({ ...row, written: row.written ? [row.written] : [] }));
  const current = storage?.id ?? null;
  const places = [...listFilePlaces(runs, current), ...listWrittenPlaces(rows, current)];
  const data = places.map((place) => ({ ...place, workspaceId }));
  return tx.fileRemoval.createManyAndReturn({ data, select: { id: true } });
}
