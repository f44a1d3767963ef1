import { limits } from "./limits";

const waitSeconds = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200] as const;
const jitterMs = 30_000;

/** The wait after a failed attempt, counted from 0: Inngest's own table. */
export function inngestBackoffMs(attempt: number): number {
  const seconds = waitSeconds[Math.min(attempt, waitSeconds.length - 1)] ?? 0;
  return seconds * 1_000 + Math.random() * jitterMs;
}

/** The wait before an app that doesn't answer is tried again: it is restarting, so the first tries come quickly. */
export function restartWaitMs(tries: number): number {
  return Math.min(5_000, 250 * 2 ** Math.min(tries, 10));
}

/** What a `Retry-After` header asks for, within Inngest's bounds; null where there is none or it can't be read. */
export function parseRetryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const askedMs = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  if (Number.isNaN(askedMs)) return null;
  return Math.min(Math.max(askedMs, limits.retryAfterMs.least), limits.retryAfterMs.most);
}
