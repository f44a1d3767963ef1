import { readEnv } from "../env";
import { createObjectStore, type ObjectStore } from "./object-store";

const kept = globalThis as typeof globalThis & { sluiceStore?: ObjectStore };

/** The instance's own object store. */
export function getObjectStore(): ObjectStore {
  const env = readEnv();
  kept.sluiceStore ??= createObjectStore({
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    bucket: env.S3_BUCKET,
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    hasPathStyle: env.S3_PATH_STYLE,
  });
  return kept.sluiceStore;
}
