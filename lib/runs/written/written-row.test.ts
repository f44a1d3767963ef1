import { expect, test } from "vitest";
import { couldBeWritten, encodeWritten, WrittenRow } from "./written-row";

const row = (key: string, payload: Record<string, string> = {}): WrittenRow => ({
  ...{ key, recordId: `7${key.length}`, rowNumber: 1, matchValue: key, outcome: "created", payload },
});

const odd = [
  row("plain", { firstname: "Ada" }),
  row('},{"key":', { note: '},{"key":"x"', key: '"},{"key":"' }),
  row('\\"},{\\"key\\":', { '},{"key":': '\\},{"key":' }),
  row("two\nlines \u2028", { text: "\n\r\t🙂" }),
  { ...row("gone"), recordId: null, rowNumber: null, matchValue: null, outcome: "archived" as const },
  row(""),
];

test("a page has a line for each row, whatever its texts hold", () => {
  const text = encodeWritten(odd);
  expect(text.endsWith("\n")).toBe(true);
  const lines = text.slice(0, -1).split("\n");
  expect(lines.map((line) => WrittenRow.parse(JSON.parse(line)))).toEqual(odd);
  expect(encodeWritten([])).toBe("");
});

test("a line tells by itself whether it can be of a key or a record", () => {
  for (const one of odd) {
    const line = encodeWritten([one]);
    expect(couldBeWritten([one.key], null)(line)).toBe(true);
    expect(couldBeWritten(["somebody else"], one.recordId)(line)).toBe(one.recordId !== null);
    expect(couldBeWritten(["somebody else"], "12345")(line)).toBe(false);
  }
});
