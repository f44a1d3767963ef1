import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const maxAgeSeconds = 5 * 60;

/** JSON with its keys in order (RFC 8785): what the SDK signs again before it compares. */
export function canonicalize(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalize(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalize(field)}`).join(",")}}`;
}

/** The `x-inngest-signature` of a body. */
export function signBody(body: string | Buffer, signingKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  return `t=${seconds}&s=${digestBody(body, signingKey, String(seconds))}`;
}

export function isSignatureValid(header: string | null, body: string | Buffer, signingKey: string, now: Date): boolean {
  const fields = new URLSearchParams(header ?? "");
  const seconds = fields.get("t") ?? "";
  if (!/^\d+$/.test(seconds)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(seconds)) > maxAgeSeconds) return false;
  return isSameSecret(fields.get("s") ?? "", digestBody(body, signingKey, seconds));
}

/** What the SDK shows as its bearer token: the prefix, and the hash of the key's bytes. */
export function hashSigningKey(signingKey: string): string {
  const key = removePrefix(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - key.length);
  return prefix + createHash("sha256").update(Buffer.from(key, "hex")).digest("hex");
}

/** Compares in a time that doesn't depend on where the two differ, nor on their lengths. */
export function isSameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function digestBody(body: string | Buffer, signingKey: string, seconds: string): string {
  return createHmac("sha256", removePrefix(signingKey)).update(body).update(seconds).digest("hex");
}

function removePrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
