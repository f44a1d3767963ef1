import { createHash, randomBytes } from "node:crypto";

/** A random text that can't be guessed: 32 bytes in base64url. */
export function createSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret that only has to be recognised. */
export function digestSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
