import type { HubSpotEnvelope } from "./envelope";
import { findNextMidnight, findStartOfDay } from "./midnight";

/** What to do after an answer that isn't a success. */
export type Verdict =
  /** Send the same call again after `waitMs`; `isForEverybody` when all calls of the portal have to wait. */
  | { readonly kind: "repeat"; readonly waitMs: number; readonly isForEverybody: boolean }
  /** Too long to wait inside a call: not before `until` (milliseconds since 1970). */
  | { readonly kind: "pause"; readonly until: number; readonly reason: string }
  | { readonly kind: "final" };

export interface FailedAttempt {
  readonly status: number;
  readonly headers: Headers;
  readonly envelope: HubSpotEnvelope;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isSafeToRepeat: boolean;
  /** The account's IANA zone. */
  readonly timeZone: string;
  readonly now: number;
}

/** The longest wait inside a call; anything longer belongs to the scheduler. */
export const LONGEST_WAIT_MS = 60_000;

const LOCKED_WAIT_MS = 2_000;
const FAULT_WAIT_MS = 500;
const MIGRATION_WAIT_MS = 5 * 60_000;
// Shortly after midnight the limit may be the day before's: our clock and HubSpot's are not quite the same.
const AFTER_MIDNIGHT_MS = 10 * 60_000;

/** One place decides which answers are repeated, and when. */
export function judge(failed: FailedAttempt): Verdict {
  const { status, attempt, now } = failed;
  const asked = readRetryAfter(failed.headers, now);
  const wait = (waitMs: number, reason: string, isForEverybody: boolean): Verdict =>
    waitMs > LONGEST_WAIT_MS
      ? { kind: "pause", until: now + waitMs, reason }
      : { kind: "repeat", waitMs, isForEverybody };
  switch (status) {
    // 423, 429 and 477 say that nothing was carried out, so that even an unsafe call may be repeated.
    case 423:
      return wait(asked ?? backOff(attempt, LOCKED_WAIT_MS), "HubSpot has locked the records", false);
    case 429: {
      if (isDailyLimit(failed)) return pauseForTheDay(failed, asked);
      return wait(asked ?? readLimitWait(failed), "HubSpot's limit of calls is reached", true);
    }
    case 477:
      return wait(asked ?? MIGRATION_WAIT_MS, "HubSpot is moving this account to another data centre", true);
  }
  if (status < 500 || !failed.isSafeToRepeat) return { kind: "final" };
  return wait(asked ?? backOff(attempt, FAULT_WAIT_MS), `HubSpot answers ${status}`, false);
}

/** The wait after a call that got no whole answer. */
export function judgeFault(attempt: number, isSafeToRepeat: boolean): Verdict {
  if (!isSafeToRepeat) return { kind: "final" };
  return { kind: "repeat", waitMs: backOff(attempt, FAULT_WAIT_MS), isForEverybody: false };
}

function isDailyLimit({ envelope }: FailedAttempt): boolean {
  return envelope.policyName === "DAILY" || /daily limit/i.test(envelope.message);
}

function pauseForTheDay({ timeZone, now }: FailedAttempt, asked: number | null): Verdict {
  const until = Math.max(now + (asked ?? 0), findDailyReset(now, timeZone));
  const reason = `The portal has used up its daily limit of calls, which lasts until midnight in ${timeZone}`;
  return { kind: "pause", until, reason };
}

/** A limit per second is over in a second, any other in the interval that the headers name, or HubSpot's usual one. */
function readLimitWait({ headers, envelope }: FailedAttempt): number {
  if (envelope.policyName === "SECONDLY") return 1_000;
  return Number(headers.get("x-hubspot-ratelimit-interval-milliseconds")) || 10_000;
}

/** When the daily limit begins anew: at midnight in the account's zone (HubSpot's usage guidelines). */
function findDailyReset(now: number, timeZone: string): number {
  const sinceMidnight = now - findStartOfDay(now, timeZone);
  return sinceMidnight < AFTER_MIDNIGHT_MS ? now + AFTER_MIDNIGHT_MS : findNextMidnight(now, timeZone);
}

// A quarter of jitter keeps batches that failed together from coming back together.
function backOff(attempt: number, firstMs: number): number {
  return Math.min(LONGEST_WAIT_MS, firstMs * 2 ** (attempt - 1) * (1 + Math.random() / 4));
}

/** `Retry-After` in milliseconds: seconds or a date. HubSpot documents it for 477 only. */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const text = headers.get("retry-after");
  if (text === null) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
