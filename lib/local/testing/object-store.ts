import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { startS3Server } from "@/lib/local/s3/server";
import { createObjectStore, type ObjectStore, type ObjectStoreSettings } from "@/lib/storage/object-store";

/**
 * An S3 server of the calling test file's own, with an empty bucket, gone after its last test. Call it at the top of the
 * file. `now` is the server's clock.
 */
export async function testObjectStore({
  now = Date.now,
}: {
  now?: () => number;
} = {}): Promise<{ settings: ObjectStoreSettings & { endpoint: string }; store: ObjectStore; dir: string }> {
  const dir = mkdtempSync(path.join(tmpdir(), "sluice-s3-"));
  const credentials = { accessKeyId: "LOCALKEY", secretAccessKey: randomBytes(24).toString("base64url") };
  const server = await startS3Server({ dir, credentials: [credentials], now });
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
