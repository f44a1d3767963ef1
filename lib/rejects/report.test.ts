import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reject } from "./reject";
import { defuse, undefuse, writeReportHead, writeReportLine } from "./report-csv";
import { writeReportNdjson } from "./report-ndjson";

const reject: Reject = {
  rowNumber: 7,
  originRow: null,
  sourceRow: null,
  matchValue: "ada@example.com",
  stage: "hubspot",
  code: "INVALID_OPTION",
  category: "VALIDATION_ERROR",
  property: "tier",
  option: "Enterprise+",
  message: 'Enterprise+ was not one of the allowed options: ["A", "B"]',
  alsoRefused: [{ code: "INVALID_NUMBER", property: "size", message: "“12 apples” is not a number." }],
  correlationId: "c-1",
  existingRecordId: null,
  refusedAt: "2026-11-23T12:00:00.000Z",
  cells: ["=HYPERLINK(1)", 'O\'Brien, "Ada"\nline two', "🛫 日本語", null, "-12.5"],
  payload: { tier: "Enterprise+" },
};
const columns = ["formula", "name", "note", "nothing", "number"];

test("a report opens as it was written: source columns first, then ours, nothing lost in quoting", () => {
  const text = writeReportHead(columns) + writeReportLine("run-1", reject);
  expect(text.startsWith("\uFEFF")).toBe(true);
  const [row] = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  expect(Object.keys(row ?? {}).slice(0, 5)).toEqual(columns);
  expect(row).toMatchObject({
    formula: "'=HYPERLINK(1)",
    name: 'O\'Brien, "Ada"\nline two',
    note: "🛫 日本語",
    nothing: "",
    number: "-12.5",
    sluice_run_id: "run-1",
    sluice_row: "7",
    sluice_code: "INVALID_OPTION",
    sluice_message: reject.message,
    sluice_also_refused: "INVALID_NUMBER: “12 apples” is not a number.",
    sluice_payload: '{"tier":"Enterprise+"}',
  });
});

test.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\tcmd", "  =1", "＝1", "|x"])(
  "%j is defused",
  (cell) => {
    expect(defuse(cell)).toBe(`'${cell}`);
  },
);

test.each(["-12.5", "+4", "plain", "a=b", "", "user@example.com"])("%j stays as it is", (cell) => {
  expect(defuse(cell)).toBe(cell);
});

test.each(["'=1", "''@x", "' =1"])("%j, a formula with apostrophes of its own, gets one more", (cell) => {
  expect(defuse(cell)).toBe(`'${cell}`);
});

test.each(["'-12.5", "'plain", "O'Brien", "'", ""])("of %j nothing is taken off", (cell) => {
  expect(undefuse(cell)).toBe(cell);
});

const troublesome = fc.string({
  unit: fc.constantFrom("'", "=", "+", "-", "@", "|", " ", "\t", "\r\n", "＝", "1", ".", "a", "😀"),
});

test("what was defused comes back as it was, whatever it is", () => {
  fc.assert(
    fc.property(fc.oneof(troublesome, fc.string({ unit: "binary" })), (cell) => {
      expect(undefuse(defuse(cell))).toBe(cell);
    }),
  );
});

test("the report for machines keeps the row by column name", () => {
  const line: unknown = JSON.parse(writeReportNdjson("run-1", columns, reject));
  expect(line).toMatchObject({
    row: { formula: "=HYPERLINK(1)", nothing: null },
    runId: "run-1",
    code: "INVALID_OPTION",
    payload: reject.payload,
  });
});
