import { expect, test } from "vitest";
import { formatCompact, formatCount, formatNumber, formatPercent } from "./format-number";

test("numbers are grouped by thousands", () => {
  expect(formatNumber(5382)).toBe("5,382");
  expect(formatNumber(9_007_199_254_740_993n)).toBe("9,007,199,254,740,993");
});

test("a share is never rounded to nothing or to all of it", () => {
  expect(formatPercent(0)).toBe("0%");
  expect(formatPercent(0.0004)).toBe("<0.1%");
  expect(formatPercent(0.1234)).toBe("12.3%");
  expect(formatPercent(0.99999)).toBe(">99.9%");
  expect(formatPercent(1)).toBe("100%");
});

test("a count names one thing in the singular", () => {
  expect(formatCount(1, "row")).toBe("1 row");
  expect(formatCount(1200, "row")).toBe("1,200 rows");
  expect(formatCount(2, "property", "properties")).toBe("2 properties");
});

test("narrow places get a short form", () => {
  expect(formatCompact(1_284_000)).toBe("1.3M");
});
