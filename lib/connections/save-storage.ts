import { randomUUID } from "node:crypto";
import type { StorageFacts, StorageInput, StorageView } from "../api/storage";
import { type Actor, requireRole } from "../auth/actor";
import { seal } from "../crypto/seal";
import { getDb, isUniqueViolation } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { addressStorage } from "../runs/view-files";
import { wakeWaitingFiles } from "../runs/waiting-files";
import { getStorage } from "./get-storage";
import { readStorageInput } from "./read-storage-input";

/**
 * Makes a bucket the workspace's own: files of runs that end from now on go there, and those that wait. Files that lie
 * elsewhere stay where they are, readable as before. The same place with other keys stays the same bucket.
 */
export async function saveStorage(actor: Actor, input: StorageInput): Promise<StorageView> {
  requireRole(actor, "owner");
  const { workspaceId } = actor;
  const { facts, secret, knownId } = await readStorageInput(workspaceId, input);
  const id = knownId ?? randomUUID();
  const sealedSecret = facts.auth.kind === "keys" ? seal(secret, id) : null;
  const settings = { facts, sealedSecret, replacedAt: null, testedAt: null, testFailure: null };
  const db = getDb();
  await db
    .$transaction([
      db.storage.updateMany({
        where: { workspaceId, replacedAt: null, id: { not: id } },
        data: { replacedAt: new Date() },
      }),
      db.storage.upsert({
        where: { id, workspaceId },
        create: { id, workspaceId, ...settings },
        update: settings,
        select: { id: true },
      }),
    ])
    .catch(refuseRace);
  await recordAuditEvent(actor, {
    action: "storage.saved",
    targetId: id,
    summary: `Rejected rows go to ${addressStorage(facts)}, ${describeAuth(facts)}`,
  });
  await wakeWaitingFiles(workspaceId);
  return getStorage(actor);
}

function refuseRace(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw new AppError("conflict", "Somebody else has just saved another bucket. Look at it, then save again.", {
    cause: error,
  });
}

function describeAuth({ auth }: StorageFacts): string {
  switch (auth.kind) {
    case "keys":
      return `by the access key ${auth.accessKeyId}`;
    case "role":
      return `by the role ${auth.roleArn}`;
    case "instance":
      return "by the instance's own credentials";
    default:
      return auth satisfies never;
  }
}
