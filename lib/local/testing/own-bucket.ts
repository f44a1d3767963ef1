import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateBucketCommand, DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll } from "vitest";
import type { StorageInput } from "@/lib/api/storage";
import type { S3Access } from "@/lib/local/s3/access";
import type { S3Role } from "@/lib/local/s3/assume-role";
import { S3Error } from "@/lib/local/s3/s3-error";
import { type S3Server, startS3Server } from "@/lib/local/s3/server";
import { createObjectStore, type ObjectStore } from "@/lib/storage/object-store";

const keys = { accessKeyId: "OWNKEY", secretAccessKey: "the secret of the own bucket" };
const bucket = "own-bucket";

export interface OwnBucket {
  /** What is saved of it: by an access key, below the prefix `team/rejects`. */
  readonly input: StorageInput;
  /** The whole bucket, by its owner. */
  readonly store: ObjectStore;
  /** What the server refuses from now on; null for nothing. */
  refuse(guard: ((access: S3Access) => S3Error | null) | null): void;
  /** All requests that were let through, in their order: `s3:PutObject team/rejects/…`. */
  readonly asked: string[];
  /** The roles that may be assumed; change them as you like. */
  readonly roles: S3Role[];
  /** The server's clock against ours. */
  readonly clock: { aheadMs: number };
  stop(): Promise<void>;
  /** At the same address, with all that was there. */
  start(): Promise<void>;
  deleteBucket(): Promise<void>;
  createBucket(): Promise<void>;
}

/** A server with a bucket of a workspace's own, which fails as it is told. Gone after the calling file's last test. */
export async function testOwnBucket({ region = "eu-central-1" } = {}): Promise<OwnBucket> {
  const dir = mkdtempSync(path.join(tmpdir(), "sluice-own-"));
  let guard: ((access: S3Access) => S3Error | null) | null = null;
  const asked: string[] = [];
  const roles: S3Role[] = [];
  const clock = { aheadMs: 0 };
  const owner = { accessKeyId: "OWNER", secretAccessKey: "the owner's secret" };
  const begin = (port: number): Promise<S3Server> =>
    startS3Server({
      dir,
      port,
      credentials: [keys, owner],
      roles,
      regions: { [bucket]: region },
      kmsKeys: ["the-key"],
      now: () => Date.now() + clock.aheadMs,
      guard: (access) => {
        // What the test itself does is always allowed.
        if (access.accessKeyId === owner.accessKeyId) return null;
        const refusal = guard?.(access) ?? null;
        if (!refusal) asked.push(`${access.action} ${access.key}`);
        return refusal;
      },
    });
  let server = await begin(0);
  const endpoint = server.url;
  const port = Number(new URL(endpoint).port);
  const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: owner });
  const store = createObjectStore({ endpoint, region, bucket, hasPathStyle: true, ...owner });
  const createBucket = async () => void (await client.send(new CreateBucketCommand({ Bucket: bucket })));
  await createBucket();
  afterAll(async () => {
    client.destroy();
    store.close();
    await server.stop().catch(() => {});
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    input: {
      bucket,
      region,
      prefix: "team/rejects",
      endpoint,
      hasPathStyle: true,
      isHttpAllowed: false,
      checksums: "auto",
      encryption: { kind: "bucket" },
      tags: [],
      auth: { kind: "keys", ...keys },
    },
    store,
    refuse: (next) => {
      guard = next;
    },
    asked,
    roles,
    clock,
    stop: () => server.stop(),
    start: async () => {
      server = await begin(port);
    },
    createBucket,
    deleteBucket: async () => {
      for await (const { key } of store.list("")) await store.deletePrefix(key);
      await client.send(new DeleteBucketCommand({ Bucket: bucket }));
    },
  };
}

/** As Amazon refuses what a policy doesn't allow. */
export const denied = () => new S3Error(403, "AccessDenied", "Access Denied");
