import { expect, test } from "vitest";
import type { MappedValue } from "@/lib/engine/types";
import { createDraftField } from "../../draft/sync-draft";
import { listColumnOptions } from "./list-column-options";
import { spellChosenValue } from "./spell-chosen-value";

const columns = listColumnOptions({
  columns: [
    { name: "email", type: "text", nativeType: "varchar(80)" },
    { name: "age", type: "integer", nativeType: "int4" },
    { name: "age", type: "text", nativeType: "text" },
    { name: "fax", type: "text", nativeType: "text" },
  ],
  rows: [
    [null, "36", "x", null],
    ["ada@example.com", "40", "y", ""],
  ],
});
const draftOf = (value: MappedValue) => createDraftField({ property: "p", value, whenEmpty: "skip" }, 0);

test("each name of a column is offered once, with its type and the first value that there is", () => {
  expect(columns.map(({ value, hint, sample }) => [value, hint, sample])).toEqual([
    ["email", "varchar(80)", "ada@example.com"],
    ["age", "int4", "36"],
    ["fax", "text", undefined],
  ]);
});

test.each<[MappedValue, string, string | null]>([
  [{ kind: "column", column: "email" }, "email", "varchar(80)"],
  [{ kind: "column", column: "gone" }, "gone", "not in the query"],
  [{ kind: "column", column: "" }, "Choose a value", null],
  [{ kind: "constant", value: " O'Brien 🛫" }, "“ O'Brien 🛫”", "constant"],
  [{ kind: "constant", value: `${"x".repeat(199)}🛫${"y".repeat(65_000)}` }, `“${"x".repeat(199)}…”`, "constant"],
  [{ kind: "constant", value: "" }, "no constant yet", "constant"],
  [{ kind: "template", template: "{{ a }}\n  {{ b }}\n" }, "{{ a }} {{ b }}", "template"],
  [{ kind: "template", template: " \n" }, "no template yet", "template"],
])("%j stands on the closed picker as %s", (value, text, hint) => {
  expect(spellChosenValue(draftOf(value), columns)).toMatchObject({ text, hint });
});

test("a column is no lost one while nobody knows the query's columns", () => {
  const field = draftOf({ kind: "column", column: "email" });
  expect(spellChosenValue(field, undefined)).toMatchObject({ text: "email", hint: null });
});
