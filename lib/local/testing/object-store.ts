import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { type StartS3Server, startS3Server } from "@/lib/local/s3/server";
import { createObjectStore, type ObjectStore, type StorePlace } from "@/lib/storage/object-store";

/** How a test reaches its store. */
export type TestStoreSettings = StorePlace & {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/**
 * An S3 server of the calling test file's own, with an empty bucket, gone after its last test. Call it at the top of the
 * file. `now` is the server's clock.
 */
export async function testObjectStore({
  now = Date.now,
  ...behaviour
}: Pick<StartS3Server, "now" | "roles" | "guard" | "regions" | "kmsKeys"> = {}): Promise<{
  settings: TestStoreSettings;
  store: ObjectStore;
  dir: string;
}> {
  const dir = mkdtempSync(path.join(tmpdir(), "sluice-s3-"));
  const credentials = { accessKeyId: "LOCALKEY", secretAccessKey: randomBytes(24).toString("base64url") };
  const server = await startS3Server({ dir, credentials: [credentials], now, ...behaviour });
  const settings = {
    endpoint: server.url,
    region: "eu-west-1",
    bucket: "test-bucket",
    ...credentials,
    hasPathStyle: true,
  };
  const store = createObjectStore(settings);
  afterAll(async () => {
    store.close();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  await store.ensureBucket();
  return { settings, store, dir };
}
