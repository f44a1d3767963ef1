import { hash, verify } from "@node-rs/argon2";

// OWASP's setting for argon2id: 19 MiB, two passes, one lane.
const setting = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, setting);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that a stranger can't tell by the clock which addresses have an account. */
export async function verifyNothing(password: string): Promise<void> {
  decoy ??= hashPassword("nobody");
  await verifyPassword(await decoy, password);
}
