import fc from "fast-check";
import { expect, test } from "vitest";
import { defuse } from "../report-csv";
import { compareRow } from "./compare-row";
import { findMark } from "./find-mark";

const compareCell = (from: string | null, to: string) => compareRow("csv", [from], [to]);

const troublesome = fc.string({
  unit: fc.constantFrom("'", "=", "+", "-", "@", "|", " ", "\t", "\r", "\n", "＝", "1", ".", "a", "😀", "\uFEFF"),
});

test("a cell that nobody touched is the original, with its nothing and its empty text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constant(null), troublesome), (original) => {
      const rendered = original === null ? "" : defuse(original);
      expect(compareCell(original, rendered)).toEqual({ cells: [original], differences: [] });
    }),
  );
});

test.each([
  ["an apostrophe that the spreadsheet took away", "=1+1", "=1+1"],
  ["its own line ends for ours", "one\r\ntwo\rthree", "one\ntwo\nthree"],
  ["both", "=one\r\ntwo", "'=one\ntwo"],
])("%s changes nothing", (_what, original, cell) => {
  expect(compareCell(original, cell)).toEqual({ cells: [original], differences: [] });
});

test.each<[string, string | null, string, string | null]>([
  ["a new text", "boss", "lead", "lead"],
  ["a text where there was none", null, "lead", "lead"],
  ["an emptied cell is nothing", "boss", "", null],
  ["a formula of one's own, defused by hand", "boss", "'=x", "=x"],
  ["an apostrophe that is part of the name", "boss", "'t Hooft", "'t Hooft"],
  ["an emoji and 65,536 letters", "boss", `😀${"x".repeat(65_536)}`, `😀${"x".repeat(65_536)}`],
])("%s", (_what, from, cell, to) => {
  expect(compareCell(from, cell)).toMatchObject({ cells: [to], differences: [{ index: 0, from, to }] });
});

test("in an NDJSON nothing and an empty text are told apart", () => {
  expect(compareRow("ndjson", [null, "", "'=1"], ["", null, "'=1"]).differences).toEqual([
    { index: 0, from: null, to: "", mark: null },
    { index: 1, from: "", to: null, mark: null },
  ]);
});

test.each<[string, string, ReturnType<typeof findMark>]>([
  ["00123", "123", "zeros_dropped"],
  ["+49301234", "49301234", "zeros_dropped"],
  ["000", "0", "zeros_dropped"],
  ["4111111111111111", "4.11111E+15", "digits_lost"],
  ["4111111111111111", "4,11111E+15", "digits_lost"],
  ["4111111111111111", "4111111111111110", "digits_lost"],
  ["9007199254740993", "9007199254740990", "digits_lost"],
  ["2026-11-28", "28.11.2026", "date_rewritten"],
  ["2026-11-28", "11/28/26", "date_rewritten"],
  ["2026-11-28T10:00:00Z", "28.11.2026 10:00", "date_rewritten"],
  ["1-2", "02. Jan", "date_rewritten"],
  ["3/4", "4-Mar", "date_rewritten"],
  ["MARCH1", "1-Mar", "date_rewritten"],
  ["true", "TRUE", "capitals"],
  ["false", "FALSCH", "capitals"],
  ["1.50", "1.5", "number_rewritten"],
  ["1.5", "1,5", "number_rewritten"],
  ["1E5", "100000", "number_rewritten"],
  ["Zoë", "ZoÃ«", "letters_damaged"],
  ["Zoë", "Zo?", "letters_damaged"],
  ["日本", "__", "letters_damaged"],
  ["boss", "lead", null],
  ["2026-11-28", "2026-11-29", null],
  ["12 apples", "12", null],
  ["Zoë", "Zoe", null],
  ["1.5", "1.6", null],
  ["true", "yes", null],
  ["0", "1", null],
  ["1-2", "1-3", null],
])("%j that became %j: %s", (from, to, mark) => {
  expect(findMark(from, to)).toBe(mark);
});
