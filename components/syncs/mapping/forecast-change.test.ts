import { expect, test } from "vitest";
import type { MatchCheck } from "@/lib/api/match-check";
import { forecastChange } from "./forecast-change";

const none = { blankRows: [], invalidRows: [], repeated: [], accepted: null, whyNotLookedUp: null };
const checked = (part: Partial<MatchCheck>): MatchCheck => ({
  ...{ ...none, rows: 0, blank: 0, invalid: 0, usable: 0, values: 0, repeatedValues: 0, repeatedRows: 0 },
  lookedUp: { values: 0, found: 0 },
  ...part,
});

test("where every value was looked up, the numbers are exact", () => {
  const check = checked({ rows: 12, blank: 2, usable: 10, values: 10, lookedUp: { values: 10, found: 4 } });
  expect(forecastChange(check, "reject")).toEqual({ newRows: 6, matchingRows: 4, isExact: true });
});

test("a sample stands for all rows that would be sent", () => {
  const check = checked({ usable: 5_000, values: 5_000, lookedUp: { values: 1_000, found: 912 } });
  expect(forecastChange(check, "reject")).toEqual({ newRows: 440, matchingRows: 4_560, isExact: false });
});

test("of rows with one value none counts, or one of each", () => {
  const copies = { usable: 10, values: 8, repeatedValues: 2, repeatedRows: 4, lookedUp: { values: 8, found: 8 } };
  expect(forecastChange(checked(copies), "reject")).toEqual({ newRows: 0, matchingRows: 6, isExact: false });
  expect(forecastChange(checked(copies), "last")).toEqual({ newRows: 0, matchingRows: 8, isExact: true });
});

test("no rows change nothing, and an unasked HubSpot tells nothing", () => {
  expect(forecastChange(checked({}), "reject")).toEqual({ newRows: 0, matchingRows: 0, isExact: true });
  expect(forecastChange(checked({ usable: 5, values: 5, lookedUp: null }), "reject")).toBeNull();
});
