import { Cron } from "croner";
import { expect, test } from "vitest";
import { readSimpleCron, simpleDays, writeSimpleCron } from "./simple-cron";

test.each(simpleDays)("$label is written as an expression that croner reads, and read back", ({ days }) => {
  const expression = writeSimpleCron({ days, time: "07:05" });
  expect(new Cron(expression, { mode: "5-part", paused: true }).nextRun()).not.toBeNull();
  expect(readSimpleCron(expression)).toEqual({ days, time: "07:05" });
});

test("seven o'clock from Monday to Friday is five fields as people write them", () => {
  expect(writeSimpleCron({ days: "1-5", time: "07:00" })).toBe("0 7 * * 1-5");
  expect(writeSimpleCron({ days: "first", time: "23:59" })).toBe("59 23 1 * *");
});

test("the seventh day is Sunday, too", () => {
  expect(readSimpleCron("0 7 * * 7")).toEqual({ days: "0", time: "07:00" });
});

test.each([
  "*/15 * * * *",
  "0 7 1 * 1",
  "0 7 * 6 *",
  "60 7 * * *",
  "0 24 * * *",
  "0 7 * * 8",
  "0 7 * *",
  "",
  "0 7 * * MON",
])("%s says more than days and a time, or is none", (expression) => {
  expect(readSimpleCron(expression)).toBeNull();
});
