import { describe, expect, test } from "vitest";
import { formatDay, formatDuration, formatElapsed, formatRelative, formatTime, formatUtc } from "./format-time";

const now = new Date("2026-11-23T13:00:00Z");

function ago(seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}

describe("formatTime", () => {
  const at = new Date("2026-11-23T23:30:05Z");

  test("a moment is told in the zone that is asked for", () => {
    expect(formatTime(at, "datetime", now, "UTC")).toBe("Nov 23, 23:30");
    expect(formatTime(at, "datetime", now, "Asia/Tokyo")).toBe("Nov 24, 08:30");
    expect(formatTime(at, "seconds", now, "UTC")).toBe("23:30:05");
  });

  test("midnight is hour 00, not 24", () => {
    expect(formatTime(new Date("2026-11-23T00:05:00Z"), "time", now, "UTC")).toBe("00:05");
  });

  test("the year is named only where it isn't this one", () => {
    expect(formatTime(new Date("2025-03-01T10:00:00Z"), "datetime", now, "UTC")).toBe("Mar 1, 2025, 10:00");
    expect(formatTime(at, "date", now, "UTC")).toBe("Nov 23, 2026");
  });

  test("UTC is spelled out for the hover", () => {
    expect(formatUtc(at)).toBe("2026-11-23 23:30:05 UTC");
  });
});

describe("formatRelative", () => {
  test.each([
    [0, "just now"],
    [59, "just now"],
    [60, "1 min ago"],
    [3599, "59 min ago"],
    [3600, "1 h ago"],
    [86_400 * 3, "3 d ago"],
    [86_400 * 65, "2 mo ago"],
    [86_400 * 800, "2 y ago"],
    [-5, "just now"],
    [-30, "in a moment"],
    [-7200, "in 2 h"],
  ])("%i seconds ago is %j", (seconds, words) => {
    expect(formatRelative(ago(seconds), now)).toBe(words);
  });
});

test.each([
  [0, "less than a minute"],
  [59, "less than a minute"],
  [420, "7 min"],
  [86_400 * 3, "3 d"],
  // The server's clock may be ahead.
  [-30, "less than a minute"],
])("what began %i seconds ago has been so for %s", (seconds, words) => {
  expect(formatElapsed(ago(seconds), now)).toBe(words);
});

describe("formatDuration", () => {
  test.each([
    [0, "0 ms"],
    [840, "840 ms"],
    [12_449, "12.4 s"],
    [59_999, "59.9 s"],
    [225_000, "3 m 45 s"],
    [3_599_999, "59 m 59 s"],
    [7_500_000, "2 h 05 m"],
    [273_600_000, "3 d 4 h"],
  ])("%i ms is %j", (durationMs, words) => {
    expect(formatDuration(durationMs)).toBe(words);
  });
});

test("a day of UTC is the same day wherever it is read", () => {
  expect(formatDay("2026-10-31")).toBe("Oct 31");
  expect(formatDay("2026-11-01")).toBe("Nov 1");
});
