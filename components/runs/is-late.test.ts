import { expect, test } from "vitest";
import { describeMissed, isLate } from "./is-late";

const due = { dueAt: "2026-11-02T07:00:37.000Z", missedDueTimes: 0 };

test.each([
  [false, "it was started by the next look", { ...due, requestedAt: "2026-11-02T07:01:00.000Z" }],
  [true, "it was started five minutes later", { ...due, requestedAt: "2026-11-02T07:05:38.000Z" }],
  [true, "another due time had passed", { ...due, missedDueTimes: 1, requestedAt: "2026-11-02T07:02:00.000Z" }],
  [false, "a person started it", { dueAt: null, missedDueTimes: 0, requestedAt: "2026-11-02T07:05:38.000Z" }],
])("that a run is late is %s when %s", (expected, _when, run) => {
  expect(isLate(run)).toBe(expected);
});

test("missed due times are counted in words, and no more of them are claimed than were counted", () => {
  expect([0, 1, 2, 999].map(describeMissed)).toEqual([
    null,
    "1 due time was missed",
    "2 due times were missed",
    "999 or more due times were missed",
  ]);
});
