import { expect, test } from "vitest";
import { parseEnv } from "./env";

const complete = {
  NEXTAUTH_URL: "http://localhost:3000/",
  NEXTAUTH_SECRET: "x".repeat(40),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  DATABASE_URL: "postgresql://a:b@localhost:5432/sluice",
  S3_BUCKET: "sluice",
  S3_ACCESS_KEY_ID: "id",
  S3_SECRET_ACCESS_KEY: "secret",
  INNGEST_EVENT_KEY: "event",
  INNGEST_SIGNING_KEY: "signkey-prod-00",
};

test("a complete environment is parsed, with HubSpot's own hosts as the default", () => {
  const env = parseEnv(complete);
  expect(env.NEXTAUTH_URL).toBe("http://localhost:3000");
  expect(env.HUBSPOT_API_BASE_URL).toBe("https://api.hubapi.com");
  expect(env.HUBSPOT_CLIENT_ID).toBeNull();
  expect(env.ENCRYPTION_KEYS).toEqual([{ id: "k1", bytes: Buffer.alloc(32, 1) }]);
});

test("every missing or wrong variable is named at once, and no value is shown", () => {
  const broken = { ...complete, NEXTAUTH_URL: "nonsense", DATABASE_URL: "", ENCRYPTION_KEYS: "k1:c2hvcnQ=" };
  expect(() => parseEnv(broken)).toThrow(
    /NEXTAUTH_URL must be a URL[\s\S]*ENCRYPTION_KEYS must be[\s\S]*DATABASE_URL is not set/,
  );
  expect(() => parseEnv(broken)).not.toThrow(/c2hvcnQ|nonsense/);
});
