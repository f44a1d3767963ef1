import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readEnv } from "../env";
import { AppError } from "../errors";

export interface SealingKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const VERSION = "s1";
const IV_BYTES = 12;

/**
 * Seals a text with AES-256-GCM under the first key. `owner` (the id of the row that holds it) is authenticated with
 * it, so that a sealed text that is moved to another row doesn't open.
 */
export function sealWith(keys: readonly SealingKey[], text: string, owner: string): string {
  const key = keys[0];
  if (!key) throw new Error("There is no key to seal with.");
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv);
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [
    VERSION,
    key.id,
    iv.toString("base64url"),
    cipher.getAuthTag().toString("base64url"),
    sealed.toString("base64url"),
  ].join(".");
}

/** Opens what `sealWith` sealed with any of the keys. Throws `not_configured` when its key is gone, and when it was changed or moved. */
export function openWith(keys: readonly SealingKey[], sealed: string, owner: string): string {
  const [version, keyId, iv, tag, body] = sealed.split(".");
  if (version !== VERSION || !iv || !tag || body === undefined) throw new Error("This is not a sealed text.");
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key) {
    throw new AppError(
      "not_configured",
      `The key ${keyId} that sealed this is not among ENCRYPTION_KEYS. Add it back.`,
    );
  }
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"));
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

export const seal = (text: string, owner: string): string => sealWith(readEnv().ENCRYPTION_KEYS, text, owner);
export const open = (sealed: string, owner: string): string => openWith(readEnv().ENCRYPTION_KEYS, sealed, owner);
