import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CommandError } from "./say";

const Secrets = z.object({
  nextauthSecret: z.string(),
  encryptionKey: z.string(),
  inngestEventKey: z.string(),
  inngestSigningKey: z.string(),
  s3AccessKeyId: z.string(),
  s3SecretAccessKey: z.string(),
  hubspotClientId: z.string(),
  hubspotClientSecret: z.string(),
  demoPassword: z.string(),
});
export type Secrets = z.infer<typeof Secrets>;

/** The secrets of what runs locally, made once and kept in the data folder, readable by its owner alone. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "secrets.json");
  if (!existsSync(file)) keepSecrets(file);
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new CommandError(
      `${file} can't be read as the secrets of this installation. Bring it back from a copy: without it the sealed credentials in the database don't open.`,
      { cause: error },
    );
  }
}

// Made by one of those who start at once: what is sealed under another's key would never open again.
function keepSecrets(file: string): void {
  try {
    writeFileSync(file, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
}

function makeSecrets(): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString("base64url");
  return {
    nextauthSecret: random(32),
    encryptionKey: `local:${randomBytes(32).toString("base64")}`,
    inngestEventKey: random(24),
    inngestSigningKey: `signkey-prod-${randomBytes(32).toString("hex")}`,
    s3AccessKeyId: `SLUICE${randomBytes(7).toString("hex").toUpperCase()}`,
    s3SecretAccessKey: random(30),
    hubspotClientId: crypto.randomUUID(),
    hubspotClientSecret: crypto.randomUUID(),
    demoPassword: random(9),
  };
}
