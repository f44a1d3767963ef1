import { expect, test } from "vitest";
import { measureNames, needsNoApp, readArguments } from "@/lib/local/bench/arguments";

test("without arguments everything but the faults, the rejects, what is kept and the pages is measured, with 50,000 rows", () => {
  expect(readArguments([])).toEqual({
    rows: 50_000,
    planRows: 1_000_000,
    rejectRows: 1_000_000,
    minutes: 2 / 3,
    only: measureNames.filter((name) => !["faults", "kept", "rejects", "web"].includes(name)),
  });
});

test("a size and several names are taken", () => {
  const words = ["--rows", "2000", "--only", "load", "--only=limit"];
  expect(readArguments(words)).toMatchObject({ rows: 2000, only: ["load", "limit"] });
});

test("the tables that are planned and that are refused have sizes of their own", () => {
  expect(readArguments(["plan", "--plan-rows", "5000000"])).toMatchObject({ planRows: 5_000_000, rows: 50_000 });
  expect(readArguments(["rejects", "--reject-rows", "20000"])).toMatchObject({
    rejectRows: 20_000,
    planRows: 1_000_000,
  });
});

test("a name may come by itself, with how long", () => {
  expect(readArguments(["hubspot", "--minutes", "10"])).toMatchObject({ minutes: 10, only: ["hubspot"] });
  expect(readArguments(["hubspot", "--only", "engine"])).toMatchObject({ only: ["hubspot", "engine"] });
});

test("only the adapter and the sandbox are measured without the app", () => {
  expect(needsNoApp(readArguments(["hubspot"]))).toBe(true);
  expect(needsNoApp(readArguments(["hubspot", "sandbox"]))).toBe(true);
  expect(needsNoApp(readArguments(["hubspot", "load"]))).toBe(false);
  expect(needsNoApp(readArguments([]))).toBe(false);
});

test.each([
  [["--rows", "many"]],
  [["--rows", "10"]],
  [["--only", "everything"]],
  [["--fast"]],
  [["loud"]],
  [["--minutes", "0"]],
])("%j is refused with what there is to choose from", (words) => {
  expect(() => readArguments(words)).toThrow(
    /--rows N .* --minutes N .* engine, faults, hubspot, kept, load, limit, plan, refused, rejects, sandbox, sequential, small/,
  );
});
