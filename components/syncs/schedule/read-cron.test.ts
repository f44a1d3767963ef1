import { describe, expect, it } from "vitest";
import { readCron } from "./read-cron";

const from = new Date("2026-11-23T12:00:00Z");

function listTimes(expression: string, timeZone: string, start = from, count = 2): string[] {
  const reading = readCron(expression, timeZone, start, count);
  if (!reading.ok) throw new Error(reading.message);
  return reading.times.map((time) => time.toISOString());
}

describe("readCron", () => {
  it("gives the fire times in the schedule's own time zone", () => {
    expect(listTimes("0 7 * * 1-5", "Europe/Berlin")).toEqual(["2026-11-24T06:00:00.000Z", "2026-11-25T06:00:00.000Z"]);
  });

  it("keeps the hour on the clock when the summer time ends", () => {
    const times = listTimes("0 7 * * *", "Europe/Berlin", new Date("2026-10-24T12:00:00Z"));
    expect(times).toEqual(["2026-10-25T06:00:00.000Z", "2026-10-26T06:00:00.000Z"]);
    expect(listTimes("0 7 * * *", "Europe/Berlin", new Date("2026-10-23T12:00:00Z"), 1)).toEqual([
      "2026-10-24T05:00:00.000Z",
    ]);
  });

  it("gives as many fire times as were asked for, each after the one before", () => {
    const times = listTimes("*/7 3 * 2 *", "America/Sao_Paulo", from, 5);
    expect(times).toHaveLength(5);
    expect([...new Set(times)].sort()).toEqual(times);
  });

  it("says it in words", () => {
    expect(readCron("0 7 * * 1-5", "UTC", from, 1)).toMatchObject({
      ok: true,
      words: "At 07:00, Monday through Friday",
    });
  });

  it.each([
    ["", "This has 0."],
    ["0 7 * *", "This has 4."],
    ["0 0 7 * * 1", "This has 6."],
    ["@daily", "This has 1."],
    ["61 * * * *", "Invalid value for minute: 61"],
    ["abc * * * *", "illegal characters"],
    ["0 0 30 2 *", "This never comes"],
  ])("says what is wrong with `%s`", (expression, words) => {
    const reading = readCron(expression, "UTC", from, 1);
    expect(reading).toEqual({ ok: false, at: "expression", message: expect.stringContaining(words) });
  });

  it("names a time zone that does not exist", () => {
    expect(readCron("0 7 * * *", "Mars/Olympus", from, 1)).toEqual({
      ok: false,
      at: "timeZone",
      message: "Mars/Olympus is not a time zone. Choose one from the list.",
    });
  });
});
