import { describe, expect, it } from "vitest";
import { describeSchedule } from "./describe-schedule";

describe("describeSchedule", () => {
  it.each([
    [1, "Every minute"],
    [15, "Every 15 minutes"],
    [60, "Every hour"],
    [90, "Every 90 minutes"],
    [2_880, "Every 2 days"],
    [10_080, "Every week"],
  ])("says %i minutes in the largest whole unit", (minutes, words) => {
    expect(describeSchedule({ kind: "interval", minutes }, "UTC")).toBe(words);
  });

  it("names the time zone where the schedule depends on it", () => {
    expect(describeSchedule({ kind: "cron", expression: "0 7 * * *" }, "Asia/Tokyo")).toBe("At 07:00 (Asia/Tokyo)");
  });

  it("shows an unreadable expression as it is", () => {
    expect(describeSchedule({ kind: "cron", expression: "what?" }, "UTC")).toBe("what? (UTC)");
  });
});
