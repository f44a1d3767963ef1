import { expect, test } from "vitest";
import { inngestBackoffMs, parseRetryAfterMs, restartWaitMs } from "./backoff";

test("the waits between attempts are Inngest's, up to two hours, with half a minute of jitter", () => {
  for (const [attempt, seconds] of [
    [0, 15],
    [1, 30],
    [4, 300],
    [9, 7_200],
    [19, 7_200],
  ] as const) {
    const waitMs = inngestBackoffMs(attempt);
    expect(waitMs).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(waitMs).toBeLessThan(seconds * 1_000 + 30_000);
  }
});

test("an app that is away is tried again quickly at first, and every five seconds in the end", () => {
  expect([0, 1, 2, 3, 4, 5, 1_000].map(restartWaitMs)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

test("Retry-After is seconds or a date, at least a second and at most a day", () => {
  const now = new Date("2030-01-01T00:00:00Z");
  expect(parseRetryAfterMs("30", now)).toBe(30_000);
  expect(parseRetryAfterMs("2030-01-01T00:01:00.000Z", now)).toBe(60_000);
  expect(parseRetryAfterMs("2020-01-01T00:00:00.000Z", now)).toBe(1_000);
  expect(parseRetryAfterMs("999999999", now)).toBe(86_400_000);
  expect(parseRetryAfterMs("whenever", now)).toBeNull();
  expect(parseRetryAfterMs(null, now)).toBeNull();
});
