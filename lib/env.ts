import { z } from "zod";

const url = (example: string) =>
  z.url(`must be a URL such as ${example}`).transform((text) => text.replace(/\/+$/, ""));

const EncryptionKeys = z.string().transform((text, context) => {
  const keys = text.split(",").map((entry) => {
    const [id, encoded] = entry.trim().split(":");
    return { id: id ?? "", bytes: Buffer.from(encoded ?? "", "base64") };
  });
  if (keys.some((key) => !/^[\w-]+$/.test(key.id) || key.bytes.length !== 32)) {
    context.addIssue(
      "must be one or more `name:key` parted by commas, each key 32 bytes in base64; the first one seals",
    );
    return z.NEVER;
  }
  return keys;
});

const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).catch("info");

const Env = z.object({
  /** Where people reach the console; links and HubSpot's redirect are made from it. */
  NEXTAUTH_URL: url("https://sluice.example.com"),
  NEXTAUTH_SECRET: z.string().min(32, "must be a random text of at least 32 characters"),
  ENCRYPTION_KEYS: EncryptionKeys,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be a URL such as postgresql://user:password@host:5432/sluice"),
  S3_BUCKET: z.string().min(3, "must name a bucket"),
  S3_REGION: z.string().default("us-east-1"),
  S3_ENDPOINT: url("https://minio.example.com").nullable().default(null),
  S3_ACCESS_KEY_ID: z.string().min(1, "must be an access key id"),
  S3_SECRET_ACCESS_KEY: z.string().min(1, "must be a secret access key"),
  S3_PATH_STYLE: z.stringbool({ error: "must be true or false" }).default(false),
  INNGEST_BASE_URL: url("https://api.inngest.com").optional(),
  INNGEST_EVENT_KEY: z.string().min(1, "must be an event key"),
  INNGEST_SIGNING_KEY: z.string().startsWith("signkey-", "must be a signing key; it starts with signkey-"),
  HUBSPOT_API_BASE_URL: url("https://api.hubapi.com").default("https://api.hubapi.com"),
  HUBSPOT_APP_BASE_URL: url("https://app.hubspot.com").default("https://app.hubspot.com"),
  HUBSPOT_CLIENT_ID: z.string().min(1).nullable().default(null),
  HUBSPOT_CLIENT_SECRET: z.string().min(1).nullable().default(null),
  /** The share of HubSpot's rate limit that is left for the portal's other apps. */
  HUBSPOT_RESERVE_SHARE: z.coerce.number("must be a number from 0 to 0.9").min(0).max(0.9).default(0.1),
});

export type Env = z.infer<typeof Env>;

/**
 * The settings of a process, from its environment. Throws one error that names every variable that is missing or
 * wrong. An empty variable counts as unset.
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== "")));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return variables[name] ? `  ${name} ${issue.message}` : `  ${name} is not set`;
  });
  throw new Error(`The environment is not complete:\n${lines.join("\n")}\ndocs/deploy.md describes each of them.`);
}

let env: Env | undefined;

/** The settings of this process, parsed at first use: a build has none. */
export function readEnv(): Env {
  env ??= parseEnv(process.env);
  return env;
}

/** How much is logged. Apart from the rest, since the log must work where the rest is wrong. */
export function readLogLevel(): z.infer<typeof LogLevel> {
  return LogLevel.parse(process.env.LOG_LEVEL);
}
