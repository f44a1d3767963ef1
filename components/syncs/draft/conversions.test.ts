import { describe, expect, it, test } from "vitest";
import { makeOptions } from "@/lib/engine/testing/make-property";
import type { FieldConversions } from "@/lib/engine/types";
import { addBlank, addReplacements, countConversions, readConversions, setStep, writeConversions } from "./conversions";
import { readPasted } from "./read-pasted";
import { createDraftField, toFieldMapping } from "./sync-draft";

const nothing = writeConversions({});

describe("conversions in a draft", () => {
  test.each<FieldConversions>([
    {},
    { clean: ["trim", "lower"] },
    { valueMap: [{ from: "a", to: "" }] },
    { clean: ["upper"], valueMap: [{ from: "a", to: "b" }], whenInvalid: "skip" },
  ])("are saved as they were loaded: %j", (conversions) => {
    const field = { property: "p", value: { kind: "column", column: "c" }, whenEmpty: "skip", ...conversions } as const;
    expect(toFieldMapping(createDraftField({ ...field, value: { ...field.value } }, 0))).toEqual(field);
  });

  it("stay in the draft while a constant is looked at, and aren't saved with it", () => {
    const field = createDraftField(
      { property: "p", value: { kind: "column", column: "c" }, whenEmpty: "skip", clean: ["trim"] },
      0,
    );
    expect(toFieldMapping({ ...field, kind: "constant" })).not.toHaveProperty("clean");
    expect(toFieldMapping(field)).toHaveProperty("clean", ["trim"]);
  });

  it("that say nothing are not saved, nor are blank entries", () => {
    expect(readConversions({ ...addBlank(nothing), whenInvalid: "reject" })).toEqual({});
    expect(countConversions(nothing)).toBe(0);
  });

  it("have small letters or capitals, never both, and their steps in order", () => {
    const both = setStep(setStep(setStep(nothing, "lower", true), "trim", true), "upper", true);
    expect(both.clean).toEqual(["trim", "upper"]);
    expect(setStep(both, "upper", false).clean).toEqual(["trim"]);
  });

  it("take entries in place of those of the same values, each with an id of its own", () => {
    const first = addReplacements(addBlank(nothing), [
      { from: "a", to: "1" },
      { from: "b", to: "2" },
    ]);
    const { valueMap } = addReplacements(first, [
      { from: "a", to: "3" },
      { from: "c", to: "4" },
    ]);
    expect(valueMap.map(({ from, to }) => `${from}=${to}`)).toEqual(["a=3", "b=2", "c=4"]);
    expect(new Set(valueMap.map(({ id }) => id)).size).toBe(3);
  });
});

describe("two columns from a spreadsheet", () => {
  const options = makeOptions({ very_large: "Very large", small: "Small" });
  test.each<[string, string, string[] | null]>([
    ["rows of two cells", "a\tb\r\nc\td\r\n", ["a=b", "c=d"]],
    ["a label, or other capitals, as the option that it names", "x\tVery large\ny\tSMALL", ["x=very_large", "y=small"]],
    ["a cell in quotes, with a tab, a line end and quotes", '"a\t""b""\nc"\td', ['a\t"b"\nc=d']],
    ["a quote inside a cell", '6" pipe\td', ['6" pipe=d']],
    ["an empty second cell, and further cells", "a\t\nb\tc\td", ["a=", "b=c"]],
    ["rows without a first cell", "\tb\n\n c \td", [" c =d"]],
    ["emoji and O'Brien", "O'Brien 😀\t😀", ["O'Brien 😀=😀"]],
    ["a plain text", "just a text\nof two lines", null],
    ["nothing", "", null],
  ])("%s", (_, text, expected) => {
    expect(readPasted(text, options)?.map(({ from, to }) => `${from}=${to}`) ?? null).toEqual(expected);
  });

  it("of thousands of rows are read at once", () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `from ${index}\tto ${index}`).join("\n");
    expect(readPasted(text, [])).toHaveLength(20_000);
  });
});

test("a value that says nothing yet isn't counted, as it isn't saved", () => {
  const none = { clean: [], valueMap: [], whenInvalid: "reject" } as const;
  const blank = addBlank(none);
  expect(countConversions(blank)).toBe(0);
  const written = addReplacements({ ...blank, clean: ["trim"] }, [{ from: "a", to: "" }]);
  expect(countConversions({ ...addBlank(written), whenInvalid: "skip" })).toBe(3);
});
