import type { HubSpotEnvelope } from "./envelope";

/** What to do after an answer that isn't a success. */
export type Verdict =
  /** Send the same call again after `waitMs`; `isForEverybody` when all calls of the portal have to wait. */
  | { readonly kind: "repeat"; readonly waitMs: number; readonly isForEverybody: boolean }
  /** Too long to wait inside a call. */
  | { readonly kind: "pause"; readonly waitMs: number; readonly reason: string }
  | { readonly kind: "final" };

export interface FailedAttempt {
  readonly status: number;
  readonly headers: Headers;
  readonly envelope: HubSpotEnvelope;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isSafeToRepeat: boolean;
  readonly now: number;
}

/** The longest wait inside a call; anything longer belongs to the scheduler. */
export const LONGEST_WAIT_MS = 60_000;

const LOCKED_WAIT_MS = 2_000;
const FAULT_WAIT_MS = 500;
const MIGRATION_WAIT_MS = 5 * 60_000;
// The daily allowance returns at midnight in the account's zone; to look every hour costs nothing.
const DAILY_WAIT_MS = 60 * 60_000;

/** One place decides which answers are repeated, and when. */
export function judge(failed: FailedAttempt): Verdict {
  const asked = readRetryAfter(failed.headers, failed.now);
  switch (failed.status) {
    // 423, 429 and 477 say that nothing was carried out, so that even an unsafe call may be repeated.
    case 423:
      return wait(asked ?? backOff(failed.attempt, LOCKED_WAIT_MS), "HubSpot has locked the records", false);
    case 429:
      return judgeLimit(failed, asked);
    case 477:
      return wait(asked ?? MIGRATION_WAIT_MS, "HubSpot is moving this account to another data centre", true);
  }
  if (failed.status < 500 || !failed.isSafeToRepeat) return { kind: "final" };
  return wait(asked ?? backOff(failed.attempt, FAULT_WAIT_MS), `HubSpot answers ${failed.status}`, false);
}

/** The wait after a call that got no whole answer. */
export function judgeFault(attempt: number, isSafeToRepeat: boolean): Verdict {
  return isSafeToRepeat ? wait(backOff(attempt, FAULT_WAIT_MS), "HubSpot gives no answer", false) : { kind: "final" };
}

function judgeLimit({ headers, envelope }: FailedAttempt, asked: number | null): Verdict {
  const policy = envelope.policyName ?? "";
  if (policy === "DAILY" || /daily limit/i.test(envelope.message)) {
    return wait(asked ?? DAILY_WAIT_MS, "The portal has used up its daily limit of calls", true);
  }
  if (policy === "SECONDLY") return wait(asked ?? 1_000, "HubSpot's limit per second is reached", true);
  const intervalMs = Number(headers.get("x-hubspot-ratelimit-interval-milliseconds")) || 10_000;
  return wait(asked ?? intervalMs, "HubSpot's limit of calls is reached", true);
}

function wait(waitMs: number, reason: string, isForEverybody: boolean): Verdict {
  return waitMs > LONGEST_WAIT_MS ? { kind: "pause", waitMs, reason } : { kind: "repeat", waitMs, isForEverybody };
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
