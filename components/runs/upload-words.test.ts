import { expect, test } from "vitest";
import { describeLeftOut, nameLines } from "./upload-words";

test.each([
  [{ rows: 1, lines: [3] }, "Line 3"],
  [{ rows: 2, lines: [3, 1_007] }, "Lines 3 and 1,007"],
  [{ rows: 3, lines: [3, 7, 12] }, "Lines 3, 7 and 12"],
  [{ rows: 1_005, lines: [3, 7, 12, 15, 20] }, "Lines 3, 7, 12, 15, 20 and 1,000 more"],
])("%j are named “%s”", (lines, words) => {
  expect(nameLines(lines)).toBe(words);
});

test("lines that are left out are told with what to do", () => {
  expect(describeLeftOut({ reason: "foreign", rows: 1, lines: [2] }).what).toBe("1 line is of another run");
  expect(describeLeftOut({ reason: "foreign", rows: 2, lines: [2, 3] }).what).toBe("2 lines are of another run");
});
