import { expect, test } from "vitest";
import { findNextFireTime } from "./cron";

test.each([
  ["0 9 * * 1-5", "2026-03-27T10:00:00Z", "2026-03-30T09:00:00.000Z"],
  // The clocks go forward between this Friday and this Monday.
  ["TZ=Europe/Berlin 0 9 * * 1-5", "2026-03-27T09:00:00Z", "2026-03-30T07:00:00.000Z"],
  ["*/5 * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00.000Z"],
])("%s after %s fires at %s", (expression, after, expected) => {
  expect(findNextFireTime(expression, new Date(after))?.toISOString()).toBe(expected);
});

test.each(["* * * * * *", "61 * * * *", "whenever", "TZ=No/Where 0 9 * * *"])("%s is refused", (expression) => {
  expect(() => findNextFireTime(expression, new Date())).toThrow(expression);
});

test("a day that never comes is told", () => {
  expect(findNextFireTime("0 0 31 2 *", new Date())).toBeNull();
});
