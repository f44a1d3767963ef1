import { expect, test } from "vitest";
import type { ComparedRow, FieldEffect } from "@/lib/api/row-comparison";
import { countFilters, isShown } from "./row-filters";

function makeRow(outcome: ComparedRow["outcome"], effects: readonly FieldEffect[] = []): ComparedRow {
  return {
    rowNumber: 1,
    cells: [],
    matchValue: "ada@example.com",
    outcome,
    note: null,
    refusals: [],
    leftOut: [],
    fields: effects.map((effect, index) => ({ property: `p${index}`, sent: "", held: null, effect })),
    recordId: null,
    recordUrl: null,
    request: null,
  };
}

const list = (rows: readonly ComparedRow[]) => countFilters(rows).map(({ word, rows: count }) => `${word} ${count}`);

test("every filter tells how many rows it shows, and those that would show none aren't there", () => {
  const rows = [makeRow("created", ["set"]), makeRow("changed", ["change"]), makeRow("changed", ["blank", "same"])];
  expect(list(rows)).toEqual(["All 3", "Created 1", "Changed 2", "Would blank 1"]);
  expect(rows.map((row) => isShown(row, "blanks"))).toEqual([false, false, true]);
});

test("what isn't sent blanks nothing", () => {
  expect(list([makeRow("unchanged", ["blank"])])).toEqual(["All 1", "Unchanged 1"]);
});

test("without rows only the first filter is left", () => {
  expect(list([])).toEqual(["All 0"]);
});
