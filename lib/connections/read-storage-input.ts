import type { StorageFacts, StorageInput } from "../api/storage";
import { StorageFacts as Facts } from "../api/storage";
import { getDb } from "../db";
import { AppError } from "../errors";
import { openSecret } from "./open-storage";

export interface ReadStorage {
  readonly facts: StorageFacts;
  /** Empty unless it authenticates by an access key. */
  readonly secret: string;
  /** The row of this very place, if the workspace has or had it. */
  readonly knownId: string | null;
}

/** What a person typed, with the saved secret where none was typed. Throws `invalid_input` where there is none to keep. */
export async function readStorageInput(workspaceId: string, input: StorageInput): Promise<ReadStorage> {
  const storages = await getDb().storage.findMany({
    where: { workspaceId },
    orderBy: { updatedAt: "desc" },
    select: { id: true, facts: true, sealedSecret: true },
  });
  const known = storages.map(({ facts, ...storage }) => ({ ...storage, facts: Facts.parse(facts) }));
  const facts = Facts.parse(input);
  const knownId = known.find((storage) => isSamePlace(storage.facts, facts))?.id ?? null;
  if (input.auth.kind !== "keys") return { facts, secret: "", knownId };
  const { accessKeyId, secretAccessKey } = input.auth;
  if (secretAccessKey !== "") return { facts, secret: secretAccessKey, knownId };
  // A stored secret signs only for the store that it was given for, and with its own key.
  const kept = known.find(
    (storage) =>
      storage.facts.endpoint === facts.endpoint &&
      storage.facts.auth.kind === "keys" &&
      storage.facts.auth.accessKeyId === accessKeyId,
  );
  if (!kept) throw new AppError("invalid_input", `Write the secret of the access key ${accessKeyId}.`);
  return { facts, secret: openSecret(kept.sealedSecret, kept.id), knownId };
}

function isSamePlace(one: StorageFacts, other: StorageFacts): boolean {
  return one.endpoint === other.endpoint && one.bucket === other.bucket && one.prefix === other.prefix;
}
