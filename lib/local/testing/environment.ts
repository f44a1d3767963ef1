import { randomBytes } from "node:crypto";
import { afterAll, vi } from "vitest";
import { closeDb } from "@/lib/db";
import type { TestHubSpot } from "./hubspot";
import type { TestStoreSettings } from "./object-store";

export interface Surroundings {
  readonly databaseUrl: string;
  readonly store?: TestStoreSettings;
  readonly hubSpot?: TestHubSpot;
}

export const appUrl = "http://localhost:3000";

/**
 * Tells the verbs of the calling test file where everything is, and closes their connections after its last test. Call
 * it at the top of the file, before any verb; what a file doesn't use may be left out.
 */
export function prepareEnvironment({ databaseUrl, store, hubSpot }: Surroundings): void {
  const variables: Record<string, string> = {
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
    DATABASE_URL: databaseUrl,
    S3_BUCKET: store?.bucket ?? "unused",
    S3_REGION: store?.region ?? "us-east-1",
    S3_ENDPOINT: store?.endpoint ?? "http://127.0.0.1:9",
    S3_ACCESS_KEY_ID: store?.accessKeyId ?? "unused",
    S3_SECRET_ACCESS_KEY: store?.secretAccessKey ?? "unused",
    S3_PATH_STYLE: "true",
    INNGEST_EVENT_KEY: "unused",
    INNGEST_SIGNING_KEY: "signkey-test-00",
    HUBSPOT_API_BASE_URL: hubSpot?.apiUrl ?? "http://127.0.0.1:9",
    HUBSPOT_APP_BASE_URL: hubSpot?.appUrl ?? "http://127.0.0.1:9",
    HUBSPOT_CLIENT_ID: hubSpot?.clientId ?? "",
    HUBSPOT_CLIENT_SECRET: hubSpot?.clientSecret ?? "",
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  afterAll(() => closeDb());
}
