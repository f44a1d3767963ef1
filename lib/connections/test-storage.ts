import type { TestLine } from "../api/sources";
import { StorageFacts, type StorageInput } from "../api/storage";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { AppError } from "../errors";
import { wakeWaitingFiles } from "../runs/waiting-files";
import { probeStorage } from "../storage/probe-storage";
import { openSecret, readStoreSettings } from "./open-storage";
import { readStorageInput } from "./read-storage-input";

/** Tries the workspace's bucket, line by line, and keeps how it went. */
export async function testStorage(actor: Actor): Promise<TestLine[]> {
  requireRole(actor, "editor");
  const { workspaceId } = actor;
  const db = getDb();
  const storage = await db.storage.findFirst({
    where: { workspaceId, replacedAt: null },
    select: { id: true, facts: true, sealedSecret: true, updatedAt: true },
  });
  if (!storage) throw new AppError("not_found", "This workspace has no bucket of its own.");
  const secret = openSecret(storage.sealedSecret, storage.id);
  const lines = await probeStorage(readStoreSettings(workspaceId, StorageFacts.parse(storage.facts), secret));
  const failed = lines.find(({ status }) => status === "failed");
  await db.storage.updateMany({
    // Of what was changed meanwhile this says nothing.
    where: { id: storage.id, workspaceId, updatedAt: storage.updatedAt },
    data: {
      testedAt: new Date(),
      testFailure: failed ? `${failed.label}: ${failed.detail} ${failed.fix ?? ""}`.trim() : null,
    },
  });
  if (!failed) await wakeWaitingFiles(workspaceId);
  return lines;
}

/** Tries a bucket before it is saved. */
export async function testStorageInput(actor: Actor, input: StorageInput): Promise<TestLine[]> {
  requireRole(actor, "owner");
  const { facts, secret } = await readStorageInput(actor.workspaceId, input);
  return probeStorage(readStoreSettings(actor.workspaceId, facts, secret));
}
