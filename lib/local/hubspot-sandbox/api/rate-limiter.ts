import { Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import type { RateLimits } from "@/lib/local/hubspot-sandbox/options";

/** A sliding window per app and portal. Refused calls don't count. */
export class RateLimiter {
  limits: RateLimits | null;
  readonly #callTimes = new Map<string, number[]>();

  constructor(limits: RateLimits | null) {
    this.limits = limits;
  }

  /** Counts a call, or throws the 429. Returns the headers that go on every answer. */
  admit(appId: string, portalId: number, now: number, { sendsRetryAfter }: { sendsRetryAfter: boolean }) {
    if (this.limits === null) return {};
    const { burst, intervalMs } = this.limits;
    const key = `${appId}:${portalId}`;
    const times = (this.#callTimes.get(key) ?? []).filter((at) => at > now - intervalMs);
    this.#callTimes.set(key, times);
    const headers = {
      "x-hubspot-ratelimit-interval-milliseconds": String(intervalMs),
      "x-hubspot-ratelimit-max": String(burst),
      "x-hubspot-ratelimit-remaining": String(Math.max(0, burst - times.length - 1)),
    };
    if (times.length < burst) {
      times.push(now);
      return headers;
    }
    const waitMs = intervalMs - (now - (times[0] ?? now));
    throw rateLimited(key, {
      ...headers,
      ...(sendsRetryAfter && { "retry-after": String(Math.ceil(waitMs / 1000)) }),
    });
  }
}

function rateLimited(group: string, headers: Readonly<Record<string, string>>): Refused {
  const body = {
    message: "You have reached your ten_secondly_rolling limit.",
    errorType: "RATE_LIMIT",
    policyName: "TEN_SECONDLY_ROLLING",
    groupName: `publicapi:oauth-api-calls-ten-secondly:${group}`,
  };
  return new Refused(429, body, headers);
}
