import { expect, test } from "vitest";
import { findNextMidnight, findStartOfDay } from "./midnight";

const iso = (at: number) => new Date(at).toISOString();

test.each([
  ["UTC", "2026-11-25T13:00:00Z", "2026-11-26T00:00:00.000Z"],
  ["UTC", "2026-11-25T00:00:00Z", "2026-11-26T00:00:00.000Z"],
  ["America/New_York", "2026-11-25T13:00:00Z", "2026-11-26T05:00:00.000Z"],
  ["US/Eastern", "2026-11-25T04:59:59.999Z", "2026-11-25T05:00:00.000Z"],
  ["Asia/Kolkata", "2026-11-25T13:00:00Z", "2026-11-25T18:30:00.000Z"],
  ["Pacific/Auckland", "2026-11-25T13:00:00Z", "2026-11-26T11:00:00.000Z"],
  ["Pacific/Kiritimati", "2026-12-31T09:59:00Z", "2026-12-31T10:00:00.000Z"],
])("in %s the day of %s ends at %s", (timeZone, at, midnight) => {
  expect(iso(findNextMidnight(Date.parse(at), timeZone))).toBe(midnight);
});

test.each([
  // 23 hours, and 25.
  ["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00.000Z"],
  ["Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00.000Z"],
  ["America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00.000Z"],
  ["America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00.000Z"],
  // Midnight itself doesn't exist: the day begins at one o'clock.
  ["America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00.000Z"],
  ["Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-23T22:00:00.000Z"],
  // Clocks go back at midnight, so that the last hour comes twice.
  ["America/Santiago", "2026-04-04T12:00:00Z", "2026-04-05T04:00:00.000Z"],
])("where clocks change in %s the day of %s ends at %s", (timeZone, at, midnight) => {
  expect(iso(findNextMidnight(Date.parse(at), timeZone))).toBe(midnight);
});

test("a day begins where the one before it ends", () => {
  const at = Date.parse("2026-10-25T20:00:00Z");
  expect(iso(findStartOfDay(at, "Europe/Berlin"))).toBe("2026-10-24T22:00:00.000Z");
  expect(findNextMidnight(findStartOfDay(at, "Europe/Berlin") - 1, "Europe/Berlin")).toBe(
    findStartOfDay(at, "Europe/Berlin"),
  );
  expect(findStartOfDay(Date.parse("2026-11-25T00:00:00Z"), "UTC")).toBe(Date.parse("2026-11-25T00:00:00Z"));
});

test("a zone that nobody knows counts as UTC", () => {
  expect(iso(findNextMidnight(Date.parse("2026-11-25T13:00:00Z"), "Mars/Olympus"))).toBe("2026-11-26T00:00:00.000Z");
});
