import { CallWindow, type OwnCall } from "./call-window";

/** Keeps one portal's calls within HubSpot's allowance. Share one between all callers of a portal. */
export interface Limiter {
  /** Runs the call as soon as the allowance permits, first come, first served. It hands on the answer by `learn`. */
  run<T>(call: (learn: Learn) => Promise<T>): Promise<T>;
  /** Nobody starts a call before `at` (milliseconds since 1970). */
  pauseUntil(at: number): void;
  /** A wait that is too long for a call, of which all who share the limiter know; null when there is none. */
  longPause: LongPause | null;
  /** The share of the allowance, 0 to 0.9, that is left to others from now on. */
  setReserveShare(share: number): void;
}

export interface LongPause {
  /** In milliseconds since 1970. */
  readonly until: number;
  readonly reason: string;
}

/** Takes status and headers of the call's answer, once. Without `X-HubSpot-RateLimit-*` (search) it learns little. */
export type Learn = (answer: { readonly status: number; readonly headers: Headers }) => void;

export interface LimiterOptions {
  /** The share of the allowance that is never used, for others who call in the portal's name. */
  reserveShare?: number;
  /** The allowance until HubSpot's first answer tells it; HubSpot's smallest is 100 calls in 10 s. */
  burst?: number;
  intervalMs?: number;
  maxInFlight?: number;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

/**
 * The most calls in flight, and so the most workers that a caller needs: 190 calls in 10 s, HubSpot's widest allowance
 * without add-ons, of 1.5 s each take 29 and some to spare. HubSpot answers 423 to writes that meet.
 */
export const MOST_IN_FLIGHT = 40;

/** How far the pace may catch up after a late timer. */
const MOST_SLOTS_LATE = 5;
/** The shortest pace, of the even one: while the window isn't full, what a busy processor has lost is made up for. */
const CATCHING_UP = 0.8;
/** What may start at once after a rest; the remainder of the window is spread evenly. */
const BURST_SHARE = 0.25;
/** What may start before HubSpot has told how full its window is. */
const UNTOLD_IN_FLIGHT = 5;
/** Of what others leave, a part stays free: so that they may grow, and two of us come to equal shares. */
const YIELD_SHARE = 0.1;
/** A call may be on its way longer than the next one; this much is made up for. It costs 2 % of the allowance. */
const GUARD_SHARE = 0.02;
const LEAST_GUARD_MS = 25;
/** Latency that is assumed until answers show it: HubSpot takes about as long for a full batch. */
const ASSUMED_LATENCY_MS = 1_500;

/**
 * A sliding window at an even pace. A call counts from its start until an interval and a guard later. An answer that
 * came late by so much counts for so much longer, since HubSpot may have counted the call when it answered it; no answer
 * at all counts to its end. Met by a 429 all the same, the guard widens to the latency of the answers, which is safe
 * whenever HubSpot counts, and narrows again over minutes.
 *
 * `X-HubSpot-RateLimit-Remaining` tells how full HubSpot's window was when it counted that call. What exceeds our own
 * calls is other people's traffic, and is left to them. Where these facts come from: HubSpot's usage guidelines
 * (developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines); when a call is counted isn't documented.
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { maxInFlight = MOST_IN_FLIGHT, now = Date.now } = options;
  const sleep = options.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  let reserveShare = options.reserveShare ?? 0.1;
  let burst = options.burst ?? 100;
  let intervalMs = options.intervalMs ?? 10_000;
  let lastStart = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let wakeAt = Number.POSITIVE_INFINITY;
  let widening = { ms: 0, since: 0 };
  const window = new CallWindow();
  const queue: ((call: OwnCall) => void)[] = [];

  const guardMs = () => Math.max(LEAST_GUARD_MS, intervalMs * GUARD_SHARE);
  /** How long a call counts. The widening halves with every minute or so. */
  const spanMs = () => intervalMs + guardMs() + widening.ms * 0.5 ** ((now() - widening.since) / (6 * intervalMs));

  function countBudget(foreign: number): number {
    const freeShare = foreign > 0 ? Math.max(reserveShare, YIELD_SHARE) : reserveShare;
    // Sums of decimals miss whole numbers by a hair: 100 × (1 − 0.9) is 9.99….
    const budget = Math.floor((burst - foreign) * (1 - freeShare) + 1e-9);
    // Traffic that grows is reckoned ahead, and may come to more than there is.
    return Math.max(foreign === 0 ? 1 : 0, budget);
  }

  /** As many in flight as the pace needs at this latency, and a few more. */
  function countMostInFlight(budget: number): number {
    if (window.lastEnd <= now() - intervalMs) return Math.min(maxInFlight, UNTOLD_IN_FLIGHT);
    const needed = (budget / intervalMs) * (window.slowestLatency ?? ASSUMED_LATENCY_MS);
    return Math.min(maxInFlight, Math.ceil(needed * 1.25) + 4);
  }

  /** When the next call may start; infinity while only the end of another call can tell. */
  function findNextStart(): number {
    const foreign = window.readForeign(intervalMs, now());
    const budget = countBudget(foreign.count);
    if (window.inFlight >= countMostInFlight(budget)) return Number.POSITIVE_INFINITY;
    const { count, nextAt } = window.countCalls(spanMs(), now());
    if (count >= budget) {
      return Math.max(pausedUntil, Math.min(nextAt, foreign.count > 0 ? foreign.until : Number.POSITIVE_INFINITY));
    }
    const isRested = count < budget * BURST_SHARE;
    const paceMs = (spanMs() / budget) * Math.max(CATCHING_UP, count / budget);
    return Math.max(pausedUntil, isRested ? now() : lastStart + paceMs);
  }

  function startWaiting(): void {
    window.forget(spanMs(), now());
    while (queue.length > 0) {
      const at = findNextStart();
      if (at > now()) {
        wakeUpAt(at);
        return;
      }
      // Counted from when the call was due, so that a timer that fires late doesn't put off all that come after it.
      lastStart = Math.max(at, now() - MOST_SLOTS_LATE * (spanMs() / countBudget(0)));
      queue.shift()?.(window.start(now()));
    }
  }

  function wakeUpAt(at: number): void {
    if (at === Number.POSITIVE_INFINITY || wakeAt <= at) return;
    wakeAt = at;
    void sleep(Math.max(1, Math.ceil(at - now()))).then(() => {
      if (wakeAt === at) wakeAt = Number.POSITIVE_INFINITY;
      startWaiting();
    });
  }

  function learn(call: OwnCall, { status, headers }: Parameters<Learn>[0]): void {
    const max = readCount(headers, "x-hubspot-ratelimit-max");
    const remaining = readCount(headers, "x-hubspot-ratelimit-remaining");
    call.isAnswered = true;
    call.isRefused = status === 429;
    burst = max ?? burst;
    intervalMs = readCount(headers, "x-hubspot-ratelimit-interval-milliseconds") ?? intervalMs;
    if (max === null || remaining === null) return;
    window.read(call, { count: max - remaining, max, intervalMs }, now());
    if (status === 429 && remaining <= 1) {
      widening = { ms: Math.max(2 * guardMs(), window.slowestLatency ?? 0), since: now() };
    }
  }

  return {
    async run(work) {
      const call = await new Promise<OwnCall>((resolve) => {
        queue.push(resolve);
        startWaiting();
      });
      try {
        return await work((answer) => learn(call, answer));
      } finally {
        window.end(call, now());
        startWaiting();
      }
    },
    longPause: null,
    pauseUntil(at) {
      pausedUntil = Math.max(pausedUntil, at);
    },
    setReserveShare(share) {
      reserveShare = share;
    },
  };
}

function readCount(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text !== null && /^\d+$/.test(text) && Number(text) <= 1_000_000_000 ? Number(text) : null;
}
