import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createHubSpotClient } from "./client";
import { createLimiter } from "./limiter";
import { limitReached } from "./testing/hubspot-bodies";
import { startScriptedHubSpot } from "./testing/scripted-hubspot";

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
      limiter.run(async () => {
        // Some calls reach HubSpot at once, others late in their flight: its window sees them closer together.
        await callFor(index % 2 === 0 ? 0 : 250);
        arrivals.push(Date.now());
        await callFor(index % 2 === 0 ? 250 : 0);
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

  it("learns a portal's allowance from the headers", async () => {
    const limiter = createLimiter({ burst: 100, reserveShare: 0 });
    await limiter.run(async () => limiter.learn(headersOf(20, 19)));
    const starts: number[] = [];
    for (let index = 0; index < 60; index += 1) void limiter.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBeLessThanOrEqual(20);
  });

  it("makes room for calls that others made in the portal's name", async () => {
    const limiter = createLimiter({ burst: 100, reserveShare: 0 });
    await limiter.run(async () => limiter.learn(headersOf(100, 9)));
    const begin = Date.now();
    const starts: number[] = [];
    for (let index = 0; index < 40; index += 1) void limiter.run(async () => starts.push(Date.now() - begin));
    await vi.runAllTimersAsync();
    expect(starts.filter((at) => at < 10_000).length).toBeLessThanOrEqual(9);
    expect(starts).toHaveLength(40);
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
    limiter.learn(new Headers({ "x-hubspot-ratelimit-max": "many", "x-hubspot-ratelimit-remaining": "-1" }));
    limiter.learn(new Headers());
    const starts: number[] = [];
    for (let index = 0; index < 30; index += 1) void limiter.run(async () => starts.push(Date.now()));
    await vi.runAllTimersAsync();
    expect(fullestWindow(starts, 10_000)).toBe(10);
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
