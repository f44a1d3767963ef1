import { setTimeout as pause } from "node:timers/promises";

/** Looks again and again until there is something to see, and says what it waited for if there never is. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen | null | undefined | false> | Seen | null | undefined | false,
  withinMs = 20_000,
): Promise<Seen> {
  const endsAt = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (Date.now() > endsAt) throw new Error(`Waited ${withinMs / 1_000} s in vain: ${what}.`);
    await pause(10);
  }
}
