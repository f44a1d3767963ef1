import fc from "fast-check";
import { expect, test } from "vitest";
import { countDueTimes, nextFireTime, requireTimeZone } from "./schedule";

const cron = (expression: string) => ({ kind: "cron" as const, expression });

/** The next fire times from a moment on, in UTC. */
function listFireTimes(expression: string, timeZone: string, from: string, count: number): string[] {
  const times: string[] = [];
  for (let at = new Date(from); times.length < count; ) {
    const next = nextFireTime(cron(expression), timeZone, at);
    if (!next) break;
    times.push(next.toISOString().slice(0, 16));
    at = next;
  }
  return times;
}

test("a sync that only people start has no next time", () => {
  expect(nextFireTime({ kind: "manual" }, "UTC", new Date())).toBeNull();
});

test("an interval counts from the moment it is asked for, whatever the clocks do", () => {
  const from = new Date("2026-03-29T00:30:00Z");
  expect(nextFireTime({ kind: "interval", minutes: 90 }, "Europe/Berlin", from)).toEqual(
    new Date("2026-03-29T02:00:00Z"),
  );
});

test("an interval keeps its beat, however late each look at it comes", () => {
  const everyMinute = { kind: "interval" as const, minutes: 1 };
  const due = new Date("2026-01-01T12:00:37Z");
  const next = (look: string) => nextFireTime(everyMinute, "UTC", new Date(look), due)?.toISOString();
  expect(next("2026-01-01T12:01:00.350Z")).toBe("2026-01-01T12:01:37.000Z");
  expect(next("2026-01-01T12:00:37.000Z")).toBe("2026-01-01T12:01:37.000Z");
  expect(next("2026-01-01T14:30:00Z")).toBe("2026-01-01T14:30:37.000Z");
});

test("seven in the morning stays seven in Berlin when the clocks change", () => {
  expect(listFireTimes("0 7 * * *", "Europe/Berlin", "2026-03-27T12:00:00Z", 3)).toEqual([
    "2026-03-28T06:00",
    "2026-03-29T05:00",
    "2026-03-30T05:00",
  ]);
  expect(listFireTimes("0 7 * * *", "Europe/Berlin", "2026-10-23T12:00:00Z", 3)).toEqual([
    "2026-10-24T05:00",
    "2026-10-25T06:00",
    "2026-10-26T06:00",
  ]);
});

test("an hour that the spring skips fires when it is over, an hour that the autumn repeats fires once", () => {
  expect(listFireTimes("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2)).toEqual([
    "2026-03-29T01:00",
    "2026-03-30T00:30",
  ]);
  expect(listFireTimes("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2)).toEqual([
    "2026-10-25T00:30",
    "2026-10-26T01:30",
  ]);
});

test("São Paulo changed its clocks at midnight until 2019, and has not since", () => {
  expect(listFireTimes("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00:00Z", 2)).toEqual([
    "2018-11-04T03:00",
    "2018-11-05T02:00",
  ]);
  expect(listFireTimes("0 7 * * *", "America/Sao_Paulo", "2026-10-17T12:00:00Z", 2)).toEqual([
    "2026-10-18T10:00",
    "2026-10-19T10:00",
  ]);
});

test("weekdays are the weekdays of the schedule's own zone", () => {
  // Friday evening in São Paulo is Saturday in UTC.
  expect(listFireTimes("0 22 * * 1-5", "America/Sao_Paulo", "2026-11-20T12:00:00Z", 2)).toEqual([
    "2026-11-21T01:00",
    "2026-11-24T01:00",
  ]);
});

test("every hour of a day that has 23 or 25 of them fires once", () => {
  const count = (from: string, to: string) =>
    countDueTimes(cron("0 * * * *"), "Europe/Berlin", new Date(from), new Date(to)).times;
  expect(count("2026-03-28T23:00:00Z", "2026-03-29T21:59:00Z")).toBe(23);
  expect(count("2026-10-24T22:00:00Z", "2026-10-25T22:59:00Z")).toBe(25);
});

test("due times are counted from the one that has come until now, and a thousand at the most", () => {
  const count = (minutes: number, now: string) =>
    countDueTimes({ kind: "interval", minutes }, "UTC", new Date("2026-11-02T07:00:00Z"), new Date(now));
  expect(count(60, "2026-11-02T07:00:30Z")).toEqual({ times: 1, last: new Date("2026-11-02T07:00:00Z") });
  expect(count(60, "2026-11-02T09:12:00Z")).toEqual({ times: 3, last: new Date("2026-11-02T09:00:00Z") });
  expect(count(1, "2026-11-09T07:00:00Z").times).toBe(1_000);
});

test("the next time always lies ahead", () => {
  const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe");
  const expressions = fc.constantFrom("* * * * *", "*/15 * * * *", "30 2 * * *", "0 0 1 * *", "0 7 * * 1-5");
  fc.assert(
    fc.property(moments, zones, expressions, (from, zone, expression) => {
      const next = nextFireTime(cron(expression), zone, from);
      return next !== null && next.getTime() > from.getTime();
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["", "five fields"],
  ["* * * *", "five fields"],
  ["0 0 7 * * 1-5", "five fields"],
  ["@daily", "five fields"],
  ["61 7 * * *", "“61 7 * * *” is not a schedule"],
  ["a b c d e", "is not a schedule"],
  ["0 0 30 2 *", "never comes"],
])("the schedule %j is refused with what is wrong", (expression, words) => {
  const ask = () => nextFireTime(cron(expression), "UTC", new Date("2026-11-23T12:00:00Z"));
  expect(ask).toThrow(expect.objectContaining({ code: "invalid_input", message: expect.stringContaining(words) }));
});

test("how many blanks part the five fields doesn't matter", () => {
  expect(listFireTimes("0  7 * * *", "UTC", "2026-11-23T12:00:00Z", 1)).toEqual(["2026-11-24T07:00"]);
});

test("a time zone that isn't one is refused by name", () => {
  expect(() => requireTimeZone("Europe/Berlin")).not.toThrow();
  expect(() => requireTimeZone("Mars/Olympus")).toThrow(
    expect.objectContaining({ code: "invalid_input", message: expect.stringContaining("Mars/Olympus") }),
  );
});
