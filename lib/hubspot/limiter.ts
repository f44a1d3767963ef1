/** Keeps one portal's calls within HubSpot's allowance. Share one between all callers of a portal. */
export interface Limiter {
  /** Runs the call as soon as the allowance permits, first come, first served. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Reads `X-HubSpot-RateLimit-*`; answers without these headers (search) change nothing. */
  learn(headers: Headers): void;
  /** Nobody starts a call before `at` (milliseconds since 1970). */
  pauseUntil(at: number): void;
}

export interface LimiterOptions {
  /** The share of the allowance that is never used, for others who call in the portal's name. */
  reserveShare?: number;
  /** The allowance until HubSpot's first answer tells it; HubSpot's smallest is 100 calls in 10 s. */
  burst?: number;
  intervalMs?: number;
  /** Enough for 11 calls a second of 1.5 s each; with many more at once HubSpot answers 423 to writes that meet. */
  maxInFlight?: number;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

/** How far the pace may catch up after a late timer. */
const MOST_SLOTS_LATE = 5;

/**
 * A sliding window. A call counts from its start until an interval after its end: HubSpot counted it somewhere in
 * between, so its own window can't be fuller than ours. The first half of the window may be used at once, the second
 * is spread evenly, so that a long run flows and doesn't stop and go.
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { reserveShare = 0.1, maxInFlight = 18, now = Date.now } = options;
  const sleep = options.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  let burst = options.burst ?? 100;
  let intervalMs = options.intervalMs ?? 10_000;
  let inFlight = 0;
  let lastStart = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let wakeAt = Number.POSITIVE_INFINITY;
  const ends: number[] = [];
  const queue: (() => void)[] = [];
  /** Calls that HubSpot counted and that weren't ours: another process, or another app in the same pool. */
  let foreign = { count: 0, until: Number.NEGATIVE_INFINITY };

  const countBudget = () => Math.max(1, Math.floor(burst * (1 - reserveShare)));
  const countOwn = () => inFlight + ends.length;

  function forgetOldCalls(): void {
    while (ends[0] !== undefined && ends[0] + intervalMs <= now()) ends.shift();
    if (foreign.until <= now()) foreign = { count: 0, until: Number.NEGATIVE_INFINITY };
  }

  /** When the next call may start; infinity while only the end of another call can tell. */
  function findNextStart(): number {
    forgetOldCalls();
    if (inFlight >= maxInFlight) return Number.POSITIVE_INFINITY;
    const budget = countBudget();
    const used = countOwn() + foreign.count;
    if (used >= budget) {
      const ownFree = ends[0] === undefined ? Number.POSITIVE_INFINITY : ends[0] + intervalMs;
      const foreignFree = foreign.count > 0 ? foreign.until : Number.POSITIVE_INFINITY;
      return Math.max(pausedUntil, Math.min(ownFree, foreignFree));
    }
    return Math.max(pausedUntil, used >= budget / 2 ? lastStart + intervalMs / budget : now());
  }

  function startWaiting(): void {
    while (queue.length > 0) {
      const at = findNextStart();
      if (at > now()) {
        wakeUpAt(at);
        return;
      }
      inFlight += 1;
      // Counted from when the call was due, so that a timer that fires late doesn't put off all that come after it.
      lastStart = Math.max(at, now() - MOST_SLOTS_LATE * (intervalMs / countBudget()));
      queue.shift()?.();
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

  return {
    async run(call) {
      await new Promise<void>((resolve) => {
        queue.push(resolve);
        startWaiting();
      });
      try {
        return await call();
      } finally {
        inFlight -= 1;
        ends.push(now());
        startWaiting();
      }
    },
    learn(headers) {
      const max = readCount(headers, "x-hubspot-ratelimit-max");
      const remaining = readCount(headers, "x-hubspot-ratelimit-remaining");
      burst = max ?? burst;
      intervalMs = readCount(headers, "x-hubspot-ratelimit-interval-milliseconds") ?? intervalMs;
      forgetOldCalls();
      if (max !== null && remaining !== null) {
        const count = Math.max(0, max - remaining - countOwn());
        // Answers overtake each other: within an interval, the fullest window that HubSpot told of counts.
        if (count > 0 && count >= foreign.count) foreign = { count, until: now() + intervalMs };
      }
      startWaiting();
    },
    pauseUntil(at) {
      pausedUntil = Math.max(pausedUntil, at);
    },
  };
}

function readCount(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text !== null && /^\d+$/.test(text) && Number(text) <= 1_000_000_000 ? Number(text) : null;
}
