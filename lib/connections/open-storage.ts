import { StorageFacts } from "../api/storage";
import { notFound } from "../auth/require-id";
import { open } from "../crypto/seal";
import { getDb } from "../db";
import { readEnv } from "../env";
import type { CredentialProvider, Credentials } from "../storage/credentials";
import { createObjectStore, type ObjectStore, type ObjectStoreSettings } from "../storage/object-store";
import { assumeRole, findOwnCredentials } from "../storage/role-credentials";

interface Opened {
  readonly updatedAt: number;
  readonly store: ObjectStore;
}

// A client keeps its connections and its session: one for each bucket, until the bucket's settings change.
const kept = globalThis as typeof globalThis & { sluiceStorages?: Map<string, Opened> };

/** A bucket of the workspace, the one it has now or an earlier one. Nothing is asked of it yet. */
export async function openStorage(workspaceId: string, storageId: string): Promise<ObjectStore> {
  const storage = await getDb().storage.findUnique({
    where: { id: storageId, workspaceId },
    select: { facts: true, sealedSecret: true, updatedAt: true },
  });
  if (!storage) throw notFound("storage");
  kept.sluiceStorages ??= new Map();
  const opened = kept.sluiceStorages.get(storageId);
  if (opened?.updatedAt === storage.updatedAt.getTime()) return opened.store;
  const facts = StorageFacts.parse(storage.facts);
  const store = createObjectStore(readStoreSettings(workspaceId, facts, openSecret(storage.sealedSecret, storageId)));
  kept.sluiceStorages.set(storageId, { updatedAt: storage.updatedAt.getTime(), store });
  return store;
}

/** The one place where the secret of a bucket is opened. */
export function openSecret(sealedSecret: string | null, storageId: string): string {
  return sealedSecret === null ? "" : open(sealedSecret, storageId);
}

// Somebody may wait for the answer, and a run for its turn: a bucket that doesn't answer is tried again later.
const patience = { requestTimeoutMs: 60_000, attempts: 3 };

/** What the adapter needs of a bucket's settings. */
export function readStoreSettings(workspaceId: string, facts: StorageFacts, secret: string): ObjectStoreSettings {
  const { bucket, region, prefix, endpoint, hasPathStyle, checksums, encryption, tags } = facts;
  return {
    bucket,
    region,
    prefix,
    endpoint,
    hasPathStyle,
    checksums,
    tags,
    patience,
    ...(encryption.kind === "bucket" ? {} : { encryption }),
    ...readCredentials(workspaceId, facts, secret),
  };
}

function readCredentials(
  workspaceId: string,
  { auth, endpoint, region }: StorageFacts,
  secret: string,
): Credentials | { credentials: CredentialProvider } {
  switch (auth.kind) {
    case "keys":
      return { accessKeyId: auth.accessKeyId, secretAccessKey: secret };
    case "instance":
      return readInstanceKeys(endpoint) ?? { credentials: findOwnCredentials() };
    case "role":
      return {
        credentials: assumeRole({
          roleArn: auth.roleArn,
          externalId: auth.externalId,
          sessionSeconds: auth.sessionSeconds,
          // Stands in the account's log of whoever owns the role.
          sessionName: `sluice-${workspaceId}`,
          stsEndpoint: auth.stsEndpoint ?? endpoint,
          region,
          base: readInstanceKeys(endpoint),
        }),
      };
    default:
      return auth satisfies never;
  }
}

/**
 * A store that this instance has keys for by its own settings is meant to be used with them. What the SDK's chain finds
 * are credentials of Amazon's, which nobody else's store knows.
 */
function readInstanceKeys(endpoint: string | null): Credentials | null {
  const { S3_ENDPOINT, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = readEnv();
  return endpoint !== null && endpoint === S3_ENDPOINT ? { accessKeyId, secretAccessKey } : null;
}
