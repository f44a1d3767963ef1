import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createHubSpotClient } from "./client";
import { createLimiter, MOST_IN_FLIGHT } from "./limiter";
import { limitReached } from "./testing/hubspot-bodies";
import { startScriptedHubSpot } from "./testing/scripted-hubspot";
import { createSimulatedWindow, type SimulatedWindowOptions } from "./testing/simulated-window";
import { createVirtualTime } from "./testing/virtual-time";

function fullestWindow(times: readonly number[], intervalMs: number): number {
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + intervalMs).length));
}

function headersOf(max: number, remaining: number, intervalMs = 10_000): Headers {
  return new Headers({
    "x-hubspot-ratelimit-max": String(max),
    "x-hubspot-ratelimit-remaining": String(remaining),
    "x-hubspot-ratelimit-interval-milliseconds": String(intervalMs),
  });
}

describe("on a fake clock", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const callFor = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

  it("600 calls at once never fill HubSpot's window, and use nearly all of it", async () => {
    const limiter = createLimiter({ burst: 100, intervalMs: 10_000, reserveShare: 0 });
    const arrivals: number[] = [];
    const all = Array.from({ length: 600 }, (_, index) =>
      limiter.run(async (learn) => {
        // Some calls reach HubSpot at once, others late in their flight: its window sees them closer together.
        await callFor(index % 2 === 0 ? 0 : 250);
        arrivals.push(Date.now());
        await callFor(index % 2 === 0 ? 250 : 0);
        learn({ status: 200, headers: new Headers() });
      }),
    );
    await vi.runAllTimersAsync();
    await Promise.all(all);
    expect(arrivals).toHaveLength(600);
    expect(fullestWindow(arrivals, 10_000)).toBeLessThanOrEqual(100);
    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeLessThan(62_000);
  });

  it("timers that fire late cost little of the allowance", async () => {
    const late = createLimiter({ burst: 100, reserveShare: 0, sleep: (ms) => callFor(ms + 20) });
    const starts: number[] = [];
    for (let index = 0; index < 600; index += 1) void late.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBeLessThanOrEqual(100);
    // With every call put off by those 20 ms the last would start after 70 seconds.
    expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(62_000);
  });

  it("leaves the reserve to others", async () => {
    const limiter = createLimiter({ burst: 100, intervalMs: 10_000, reserveShare: 0.2 });
    const starts: number[] = [];
    for (let index = 0; index < 120; index += 1) void limiter.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBe(80);
  });

  it("follows when the reserve is changed", async () => {
    const limiter = createLimiter({ burst: 100, intervalMs: 10_000, reserveShare: 0 });
    limiter.setReserveShare(0.5);
    const starts: number[] = [];
    for (let index = 0; index < 120; index += 1) void limiter.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBe(50);
  });

  it("starts few calls until HubSpot has answered one: the window may be full of other people's", async () => {
    const limiter = createLimiter({ burst: 100, reserveShare: 0 });
    let started = 0;
    for (let index = 0; index < 40; index += 1) {
      void limiter.run(async (learn) => {
        started += 1;
        await callFor(500);
        learn({ status: 200, headers: headersOf(100, 0) });
      });
    }
    await vi.advanceTimersByTimeAsync(499);
    expect(started).toBe(5);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(started).toBe(5);
    await vi.runAllTimersAsync();
    expect(started).toBe(40);
  });

  it("learns a portal's allowance from the headers", async () => {
    const limiter = createLimiter({ burst: 100, reserveShare: 0 });
    await limiter.run(async (learn) => learn({ status: 200, headers: headersOf(20, 19) }));
    const starts: number[] = [];
    for (let index = 0; index < 60; index += 1) void limiter.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBeLessThanOrEqual(20);
  });

  it("makes room for calls that others made in the portal's name", async () => {
    const limiter = createLimiter({ burst: 100, reserveShare: 0 });
    await limiter.run(async (learn) => learn({ status: 200, headers: headersOf(100, 9) }));
    const begin = Date.now();
    const starts: number[] = [];
    for (let index = 0; index < 40; index += 1) void limiter.run(async () => starts.push(Date.now() - begin));
    await vi.runAllTimersAsync();
    expect(starts.filter((at) => at < 10_000).length).toBeLessThanOrEqual(9);
    expect(starts).toHaveLength(40);
  });

  it("goes on after others have taken more than all of the allowance", async () => {
    const limiter = createLimiter({ burst: 100, reserveShare: 0 });
    const begin = Date.now();
    let answered = 0;
    for (let index = 0; index < 40; index += 1) {
      void limiter.run(async (learn) => {
        await callFor(1_500);
        // From a third to all within the time of an answer: at that pace there would soon be more than there are.
        const remaining = answered === 0 || Date.now() - begin > 10_000 ? 66 : 0;
        learn({ status: 200, headers: headersOf(100, remaining) });
        answered += 1;
      });
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answered).toBe(40);
  });

  it("keeps everybody waiting until a pause ends", async () => {
    const limiter = createLimiter();
    const begin = Date.now();
    limiter.pauseUntil(begin + 5_000);
    const starts: number[] = [];
    for (let index = 0; index < 5; index += 1) void limiter.run(async () => starts.push(Date.now() - begin));
    await vi.runAllTimersAsync();
    expect(Math.min(...starts)).toBe(5_000);
  });

  it("has no more calls in flight than allowed, and goes on after one that failed", async () => {
    const limiter = createLimiter({ maxInFlight: 3 });
    let inFlight = 0;
    let most = 0;
    const all = Array.from({ length: 12 }, (_, index) =>
      limiter.run(async () => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await callFor(100);
        inFlight -= 1;
        if (index === 1) throw new Error("refused");
      }),
    );
    const settled = Promise.allSettled(all);
    await vi.runAllTimersAsync();
    expect((await settled).filter(({ status }) => status === "fulfilled")).toHaveLength(11);
    expect(most).toBe(3);
  });

  it("ignores headers that make no sense", async () => {
    const limiter = createLimiter({ burst: 10, reserveShare: 0 });
    const senseless = new Headers({ "x-hubspot-ratelimit-max": "many", "x-hubspot-ratelimit-remaining": "-1" });
    await limiter.run(async (learn) => learn({ status: 200, headers: senseless }));
    await limiter.run(async (learn) => learn({ status: 200, headers: new Headers() }));
    // Until these two have left the window.
    await vi.advanceTimersByTimeAsync(10_250);
    const starts: number[] = [];
    for (let index = 0; index < 30; index += 1) void limiter.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBe(10);
  });
});

const TEN_MINUTES_MS = 600_000;

/** Calls without end for ten simulated minutes, by one limiter or by several that know nothing of each other. */
async function simulate(
  server: Omit<SimulatedWindowOptions, "now" | "sleep">,
  { limiters = 1, reserveShare = 0, foreign = { calls: 0, everyMs: TEN_MINUTES_MS } } = {},
) {
  const time = createVirtualTime();
  const window = createSimulatedWindow({ ...time, ...server });
  const begin = time.now();
  const admitted: number[] = [];
  const workers = Array.from({ length: limiters }, (_, index) => {
    const limiter = createLimiter({ ...time, reserveShare });
    admitted[index] = 0;
    return Array.from({ length: MOST_IN_FLIGHT }, async () => {
      for (;;) {
        const status = await limiter.run((learn) => window.call(learn));
        if (status === 429) limiter.pauseUntil(time.now() + 10_000);
        else admitted[index] = (admitted[index] ?? 0) + 1;
      }
    });
  });
  const others = async () => {
    for (;;) {
      await time.sleep(foreign.everyMs);
      window.takeForeign(foreign.calls);
    }
  };
  void Promise.all([...workers.flat(), others()]);
  await time.pass(TEN_MINUTES_MS);
  const allowed = server.max * (TEN_MINUTES_MS / 10_000) * (1 - reserveShare);
  return {
    shares: admitted.map((count) => count / allowed),
    refusedAfterMs: window.refused.map((at) => at - begin),
  };
}

/** Numbers from 0 to 1 that are the same in every test run. */
function createRandom(seed = 7) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("ten minutes of full work use at least 95 % of the allowance and never meet the limit", () => {
  const latencies = [50, 300, 1_500];

  it.each(latencies)("at answers of %i ms", async (latencyMs) => {
    const { shares, refusedAfterMs } = await simulate({ max: 110, latencyMs: () => latencyMs });
    expect(refusedAfterMs).toEqual([]);
    expect(shares[0]).toBeGreaterThanOrEqual(0.95);
  });

  it.each(latencies)("at answers of %i ms, where a call counts when it is answered", async (latencyMs) => {
    const server = { max: 110, latencyMs: () => latencyMs, countsWhenAnswered: true };
    const { shares, refusedAfterMs } = await simulate(server);
    expect(refusedAfterMs).toEqual([]);
    expect(shares[0]).toBeGreaterThanOrEqual(0.95);
  });

  it.each(latencies)("at answers of %i ms, where calls take up to 200 ms to arrive", async (latencyMs) => {
    const random = createRandom();
    const server = { max: 110, latencyMs: () => latencyMs, wayMs: () => random() * 200 };
    const { shares, refusedAfterMs } = await simulate(server);
    expect(refusedAfterMs).toEqual([]);
    expect(shares[0]).toBeGreaterThanOrEqual(0.95);
  });

  it.each([100, 190, 250].flatMap((max) => latencies.map((latencyMs) => [max, latencyMs] as const)))(
    "of %i calls, told by the headers, at answers of about %i ms",
    async (max, latencyMs) => {
      const random = createRandom();
      const server = { max, latencyMs: () => latencyMs * (0.95 + random() / 10) };
      const { shares, refusedAfterMs } = await simulate(server);
      expect(refusedAfterMs).toEqual([]);
      expect(shares[0]).toBeGreaterThanOrEqual(0.95);
    },
  );

  it("less the reserve", async () => {
    const { shares, refusedAfterMs } = await simulate({ max: 110, latencyMs: () => 300 }, { reserveShare: 0.25 });
    expect(refusedAfterMs).toEqual([]);
    expect(shares[0]).toBeGreaterThanOrEqual(0.95);
    expect(shares[0]).toBeLessThanOrEqual(1);
  });
});

describe("where answers and other people change", () => {
  it.each([false, true])("latencies from 50 ms to 1.5 s meet no limit (counted when answered: %s)", async (late) => {
    const random = createRandom();
    const server = { max: 110, latencyMs: () => 50 + random() * 1_450, countsWhenAnswered: late };
    const { shares, refusedAfterMs } = await simulate(server);
    expect(refusedAfterMs).toEqual([]);
    expect(shares[0]).toBeGreaterThanOrEqual(0.9);
  });

  it("latency that falls and rises meets no limit either, where calls count when answered", async () => {
    let calls = 0;
    const latencyMs = () => {
      calls += 1;
      return Math.floor(calls / 600) % 2 === 0 ? 1_500 : 50;
    };
    const { shares, refusedAfterMs } = await simulate({ max: 110, latencyMs, countsWhenAnswered: true });
    expect(refusedAfterMs).toEqual([]);
    expect(shares[0]).toBeGreaterThanOrEqual(0.9);
  });

  it("a window that is longer than the headers say is kept away from, once it was met", async () => {
    const { refusedAfterMs } = await simulate({ max: 110, latencyMs: () => 300, hiddenMs: 400 });
    // Each time some calls are refused together. Without learning from it that would happen some thirty times.
    const meetings = refusedAfterMs.filter((at, index) => at - (refusedAfterMs[index - 1] ?? -10_000) > 5_000);
    expect(meetings.length).toBeLessThanOrEqual(3);
  });

  it("three processes that share a portal meet no limit, and none is left out", async () => {
    const random = createRandom();
    const server = { max: 110, latencyMs: () => 200 + random() * 200 };
    const { shares, refusedAfterMs } = await simulate(server, { limiters: 3 });
    expect(refusedAfterMs).toEqual([]);
    expect(Math.min(...shares)).toBeGreaterThan(0.15);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.85);
  });

  it("what others call every now and then is theirs, and the rest is used", async () => {
    const foreign = { calls: 1, everyMs: 333 };
    const { shares, refusedAfterMs } = await simulate({ max: 110, latencyMs: () => 300 }, { foreign });
    expect(refusedAfterMs).toEqual([]);
    // 30 of 110 are theirs, and a tenth of what is left stays free for them to grow.
    expect(shares[0]).toBeGreaterThan(0.6);
    expect(shares[0]).toBeLessThan(0.7);
  });

  it("after others have filled the window at one blow, the pause lasts an interval", async () => {
    const foreign = { calls: 60, everyMs: 120_000 };
    const { shares, refusedAfterMs } = await simulate({ max: 110, latencyMs: () => 300 }, { foreign });
    expect(refusedAfterMs.length).toBeLessThanOrEqual(4 * 5);
    expect(shares[0]).toBeGreaterThan(0.8);
  });
});

it("100 concurrent calls meet no limit at a server that counts for itself", async () => {
  const intervalMs = 300;
  const max = 40;
  const hubSpot = await startScriptedHubSpot();
  const counted: number[] = [];
  let refused = 0;
  hubSpot.answer(() => {
    const now = performance.now();
    const used = counted.filter((at) => at > now - intervalMs).length;
    const headers = {
      "x-hubspot-ratelimit-max": String(max),
      "x-hubspot-ratelimit-remaining": String(Math.max(0, max - used - 1)),
      "x-hubspot-ratelimit-interval-milliseconds": String(intervalMs),
    };
    if (used >= max) {
      refused += 1;
      return { status: 429, json: limitReached("TEN_SECONDLY_ROLLING"), headers };
    }
    counted.push(now);
    return { json: { ok: true }, headers };
  });
  const client = createHubSpotClient({
    apiBaseUrl: hubSpot.url,
    limiter: createLimiter({ burst: max, intervalMs }),
    getAccessToken: async () => "token",
    renewAccessToken: async () => "token",
  });
  const call = { method: "GET", path: "/", schema: z.object({ ok: z.boolean() }), isSafeToRepeat: true } as const;
  await Promise.all(Array.from({ length: 100 }, () => client.request(call)));
  await hubSpot.stop();
  expect(counted).toHaveLength(100);
  expect(refused).toBe(0);
});
