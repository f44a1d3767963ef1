import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { blockSelect, findBlock } from "../connections/why-blocked";
import { getDb } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { requestedSyncSelect } from "./request-run";

const startableSelect = {
  ...requestedSyncSelect,
  name: true,
  objectLabel: true,
  portal: { select: blockSelect },
} satisfies Prisma.SyncSelect;

/** A sync as whoever wants to start a run of it needs it. */
export async function readStartable(actor: Actor, syncId: string) {
  const sync = await getDb().sync.findUnique({
    where: { id: requireId(syncId, "sync"), workspaceId: actor.workspaceId },
    select: startableSelect,
  });
  if (!sync) throw notFound("sync");
  return sync;
}

/** Refuses what is known not to go well. */
export function requireUnblocked(...facts: Parameters<typeof findBlock>): void {
  const block = findBlock(...facts);
  if (block) throw new AppError(block.code, block.reason);
}
