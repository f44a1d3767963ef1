import { expect, test } from "vitest";
import { measureNames, readArguments } from "@/lib/local/bench/arguments";

test("without arguments everything is measured with 50,000 rows", () => {
  expect(readArguments([])).toEqual({ rows: 50_000, only: [...measureNames] });
});

test("a size and several names are taken", () => {
  const words = ["--rows", "2000", "--only", "load", "--only=limit"];
  expect(readArguments(words)).toEqual({ rows: 2000, only: ["load", "limit"] });
});

test.each([[["--rows", "many"]], [["--rows", "10"]], [["--only", "everything"]], [["--fast"]], [["load"]]])(
  "%j is refused with what there is to choose from",
  (words) => {
    expect(() => readArguments(words)).toThrow(/--rows N .* --only NAME, .* engine, load, limit, refused, sequential/);
  },
);
