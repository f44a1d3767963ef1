import { expect, test } from "vitest";
import { parseDurationMs, parseSleepMs } from "./durations";

test.each([
  ["1s", 1_000],
  ["1m", 60_000],
  ["1d2h3m4s", 93_784_000],
  ["1.5h", 5_400_000],
  ["2w", 1_209_600_000],
  ["500ms", 500],
])("%s is %d ms", (text, expected) => {
  expect(parseDurationMs(text)).toBe(expected);
});

test.each(["", "1", "h", "1 h", "-1s", "1y", "soon", "1s!"])("%j is no duration", (text) => {
  expect(parseDurationMs(text)).toBeNull();
});

test("a sleep lasts a duration, until a moment, or no time at all", () => {
  const now = new Date("2030-01-01T00:00:00Z");
  expect(parseSleepMs("10s", now)).toBe(10_000);
  expect(parseSleepMs("2030-01-01T00:01:00.000Z", now)).toBe(60_000);
  expect(parseSleepMs("2029-01-01T00:00:00.000Z", now)).toBe(0);
  expect(parseSleepMs("", now)).toBe(0);
  expect(parseSleepMs("tomorrow", now)).toBeNull();
});
