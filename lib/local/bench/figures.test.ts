import { expect, test } from "vitest";
import { formatFigures, formatRatio, formatShare, takeMedian } from "@/lib/local/bench/figures";

test("figures are a Markdown table whose columns line up, with the rows a second worked out", () => {
  const table = formatFigures([
    { measured: "first load", rows: 50_000, seconds: 12.5, remark: "2.0 × the baseline" },
    { measured: "peak memory", rows: null, seconds: null, remark: "310 MB" },
    { measured: "nothing changed", rows: 50_000, seconds: 0.456, remark: "" },
  ]);
  expect(table.split("\n")).toEqual([
    "| Measured        |   Rows | Seconds | Rows a second | Compared           |",
    "| --------------- | -----: | ------: | ------------: | ------------------ |",
    "| first load      | 50,000 |    12.5 |         4,000 | 2.0 × the baseline |",
    "| peak memory     |        |         |               | 310 MB             |",
    "| nothing changed | 50,000 |    0.46 |       109,649 |                    |",
  ]);
});

test.each([
  [0.314, "0.31 ×"],
  [2.44, "2.4 ×"],
  [12.6, "13 ×"],
])("a ratio of %f is written %s", (ratio, text) => {
  expect(formatRatio(ratio)).toBe(text);
});

test("a share has one decimal", () => {
  expect(formatShare(0.9876)).toBe("98.8 %");
});

test("a median is the middle one by size, wherever it stands", () => {
  expect(takeMedian([9, 100, 1, 8, 10])).toBe(9);
});
