import { burstOf, dailyOf, type Pool, searchLimits, tenSecondsMs } from "@/lib/local/hubspot-sandbox/api/allowances";
import { DailyCounts } from "@/lib/local/hubspot-sandbox/api/daily-counts";
import {
  dailyLimitReached,
  secondlyLimitReached,
  tenSecondlyLimitReached,
  tokenLimitReached,
} from "@/lib/local/hubspot-sandbox/api/rate-refusals";
import { SlidingWindow } from "@/lib/local/hubspot-sandbox/api/sliding-window";
import type { PortalSeed, RateLimits } from "@/lib/local/hubspot-sandbox/options";

/** One call, as far as limits look at it. */
export interface LimitedCall {
  readonly appId: string;
  readonly portal: PortalSeed;
  readonly pool: Pool;
  /** Installed through OAuth by an app for everybody; private apps and service keys have other numbers. */
  readonly isMarketplaceApp: boolean;
  readonly usesOAuth: boolean;
  readonly now: number;
}

type Headers = Readonly<Record<string, string>>;

const standardTokenLimits: RateLimits = { burst: 100, intervalMs: 10_000 };

/** Sliding windows per app and portal, search's per portal, and the portal's day. Refused calls don't count. */
export class RateLimiter {
  /** In place of what HubSpot gives to the app and the account; null takes the windows away. */
  limits: RateLimits | null | undefined;
  tokenLimits: RateLimits | null;
  readonly #sendsRetryAfter: () => boolean;
  readonly #dailyLimits = new Map<number, number | null>();
  readonly #windows = new Map<string, SlidingWindow>();
  readonly #days = new DailyCounts();

  constructor(
    { limits, tokenLimits = standardTokenLimits }: { limits?: RateLimits | null; tokenLimits?: RateLimits | null },
    sendsRetryAfter: () => boolean,
  ) {
    this.limits = limits;
    this.tokenLimits = tokenLimits;
    this.#sendsRetryAfter = sendsRetryAfter;
  }

  /** Counts a call, or throws the 429. Returns the headers that go on its answer. */
  admit(call: LimitedCall): Headers {
    const daily = this.#checkDay(call);
    const burst = call.pool === "search" ? this.#admitSearch(call) : this.#admitBurst(call);
    this.#days.add(dayKey(call), call.portal.timeZone, call.now, 1);
    if (!call.usesOAuth) this.#days.add(privateKey(call.portal), call.portal.timeZone, call.now, 1);
    return call.pool === "search" ? {} : { ...burst, ...daily };
  }

  /** The token endpoint has a limit of its own, and says so in other words. */
  admitToken(clientId: string, now: number): void {
    if (this.tokenLimits === null) return;
    const { burst, intervalMs } = this.tokenLimits;
    const window = this.#windowOf(`token:${clientId}`);
    if (window.count(now, intervalMs) >= burst) throw tokenLimitReached(this.#retryAfter(window, now, intervalMs));
    window.add(now, 1);
  }

  /** A limit that somebody set holds for every app of the account. */
  setDailyLimit(hubId: number, limit: number | null): void {
    this.#dailyLimits.set(hubId, limit);
  }

  /** What a portal may make in a day, and what its private apps and service keys made since midnight. */
  describeDayOfPrivateApps(portal: PortalSeed, now: number): { limit: number | null; calls: number } {
    const limit = this.#dayLimitOf({ portal, pool: "general", isMarketplaceApp: false });
    return { limit, calls: this.#days.count(privateKey(portal), portal.timeZone, now) };
  }

  /** Calls that somebody else makes with these apps' credentials. */
  takeForeignCalls(appIds: readonly string[], portal: PortalSeed, calls: number, now: number): void {
    for (const appId of appIds) this.#windowOf(windowKey({ appId, portal, pool: "general" })).add(now, calls);
    this.#days.add(dayKey({ portal, pool: "general" }), portal.timeZone, now, calls);
  }

  #checkDay(call: LimitedCall): Headers {
    const { portal, now } = call;
    const limit = this.#dayLimitOf(call);
    if (limit === null) return {};
    const used = this.#days.count(dayKey(call), portal.timeZone, now);
    const headers = {
      "x-hubspot-ratelimit-daily": String(limit),
      "x-hubspot-ratelimit-daily-remaining": String(Math.max(0, limit - used - 1)),
    };
    const shown = call.usesOAuth ? {} : headers;
    if (used >= limit) throw dailyLimitReached(shown);
    return shown;
  }

  #dayLimitOf({ portal, pool, isMarketplaceApp }: Omit<LimitedCall, "appId" | "usesOAuth" | "now">): number | null {
    const set = this.#dailyLimits.has(portal.hubId) ? this.#dailyLimits.get(portal.hubId) : portal.dailyLimit;
    return set === undefined || pool === "associations" ? dailyOf(portal, pool, isMarketplaceApp) : set;
  }

  #admitBurst(call: LimitedCall): Headers {
    if (this.limits === null || call.pool === "search") return {};
    const { burst, intervalMs } = this.limits ?? {
      burst: burstOf(call.portal, call.pool, call.isMarketplaceApp),
      intervalMs: tenSecondsMs,
    };
    const window = this.#windowOf(windowKey(call));
    const used = window.count(call.now, intervalMs);
    const headers = {
      "x-hubspot-ratelimit-interval-milliseconds": String(intervalMs),
      "x-hubspot-ratelimit-max": String(burst),
      "x-hubspot-ratelimit-remaining": String(Math.max(0, burst - used - 1)),
    };
    if (used >= burst) {
      const kind = call.usesOAuth ? "oauth" : "private-app";
      const group = `publicapi:${kind}-api-calls-ten-secondly:${call.appId}:${call.portal.hubId}`;
      throw tenSecondlyLimitReached(group, { ...headers, ...this.#retryAfter(window, call.now, intervalMs) });
    }
    window.add(call.now, 1);
    return headers;
  }

  #admitSearch(call: LimitedCall): Headers {
    if (this.limits === null) return {};
    const { burst, intervalMs } = searchLimits;
    const window = this.#windowOf(windowKey(call));
    if (window.count(call.now, intervalMs) >= burst) {
      throw secondlyLimitReached(this.#retryAfter(window, call.now, intervalMs));
    }
    window.add(call.now, 1);
    return {};
  }

  #retryAfter(window: SlidingWindow, now: number, intervalMs: number): Headers {
    if (!this.#sendsRetryAfter()) return {};
    return { "retry-after": String(Math.ceil(window.waitMs(now, intervalMs) / 1000)) };
  }

  #windowOf(key: string): SlidingWindow {
    const window = this.#windows.get(key) ?? new SlidingWindow();
    this.#windows.set(key, window);
    return window;
  }
}

function windowKey({ appId, portal, pool }: Pick<LimitedCall, "appId" | "portal" | "pool">): string {
  return pool === "search" ? `search:${portal.hubId}` : `${pool}:${appId}:${portal.hubId}`;
}

function dayKey({ portal, pool }: Pick<LimitedCall, "portal" | "pool">): string {
  return `${portal.hubId}:${pool === "associations" ? pool : "general"}`;
}

function privateKey({ hubId }: PortalSeed): string {
  return `${hubId}:private`;
}
