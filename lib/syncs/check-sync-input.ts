import type { SyncInput } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { notFound } from "../auth/require-id";
import { listObjectTypes } from "../connections/list-object-types";
import { getDb, isUniqueViolation } from "../db";
import { AppError } from "../errors";
import { findObjectType } from "../hubspot/list-object-types";
import { requireTimeZone } from "./schedule";

/** What a sync is made of has to be this workspace's, and its times have to be times. */
export async function checkSyncInput(actor: Actor, input: SyncInput): Promise<void> {
  requireTimeZone(input.timeZone);
  await requireSource(actor, input.sourceId);
  if (input.schedule.kind === "after") await requireOther(actor, input.schedule.syncId);
}

async function requireOther(actor: Actor, syncId: string): Promise<void> {
  const where = { id: syncId, workspaceId: actor.workspaceId };
  if ((await getDb().sync.count({ where })) > 0) return;
  throw new AppError(
    "invalid_input",
    "The sync that this one runs after isn't there any more. Choose another schedule.",
  );
}

export async function requireSource(actor: Actor, sourceId: string): Promise<void> {
  const source = await getDb().source.findUnique({
    where: { id: sourceId, workspaceId: actor.workspaceId },
    select: { id: true },
  });
  if (!source) throw notFound("source");
}

/** The label of an object type that can be synced now. Throws when it can't, with the reason. */
export async function requireObjectLabel(
  actor: Actor,
  input: Pick<SyncInput, "portalId" | "objectTypeId">,
): Promise<string> {
  const types = await listObjectTypes(actor, { portalId: input.portalId });
  const type = findObjectType(types, input.objectTypeId);
  if (!type)
    throw new AppError("invalid_input", `The portal has no object type ${input.objectTypeId}. Choose another.`);
  if (type.whyNot)
    throw new AppError("invalid_input", `${type.label} can't be synced: ${type.whyNot} ${type.fix ?? ""}`.trim());
  return type.label;
}

export function refuseTakenName(name: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("conflict", `A sync is named ${name} already. Choose another name.`, { cause: error });
  };
}
