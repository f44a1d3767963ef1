import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A sortable id: ten characters of time, sixteen of chance. */
export function makeUlid(timeMs = Date.now(), entropy: Uint8Array = randomBytes(16)): string {
  let time = "";
  let rest = timeMs;
  for (let index = 0; index < 10; index++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = "";
  for (const byte of entropy.subarray(0, 16)) chance += alphabet.charAt(byte & 31);
  return time + chance;
}

/**
 * The id of the event at `index` of a send. The SDK repeats a send that failed with the same seed, so the ids come from
 * it and the repeat is recognised. Without a seed that can be read, the id is a new one.
 */
export function makeEventId(seed: string | null, index: number): string {
  const [, timeMs, entropy] = /^(\d{1,15}),([A-Za-z0-9+/=_-]+)$/.exec(seed ?? "") ?? [];
  if (timeMs === undefined || entropy === undefined) return makeUlid();
  return makeUlid(Number(timeMs), createHash("sha256").update(`${entropy}:${index}`).digest());
}
