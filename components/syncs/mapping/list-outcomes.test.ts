import { expect, test } from "vitest";
import { makeOptions, makeProperty } from "@/lib/engine/testing/make-property";
import type { FieldMapping } from "@/lib/engine/types";
import { type CheckContext, checkFields } from "./check-mapping";
import { listOutcomes } from "./list-outcomes";

const match = { column: "email", property: "email" };
const rows = [" small", "Huge", "Huge", null, "x", "small"].map((tier, index) => [`p${index}@b.example`, tier]);
const context: CheckContext = {
  preview: {
    columns: ["email", "tier"].map((name) => ({ name, type: "text" as const, nativeType: "text" })),
    rows,
  },
  properties: [
    makeProperty("email"),
    makeProperty("tier", "enumeration", { options: makeOptions({ small: "Small" }) }),
  ],
  objectTypeId: "0-1",
  mode: "upsert",
};
const field: FieldMapping = {
  property: "tier",
  value: { kind: "column", column: "tier" },
  whenEmpty: "skip",
  valueMap: [{ from: "Huge", to: "" }],
  whenInvalid: "skip",
};

test("each value of the preview is shown once with what becomes of it, the changed ones first", () => {
  expect(listOutcomes(context, match, field)).toEqual([
    { cell: " small", sent: "small", refusal: null, isLeftOut: false },
    { cell: "Huge", sent: null, refusal: null, isLeftOut: false },
    { cell: "x", sent: null, refusal: expect.stringContaining("`x` is not an option"), isLeftOut: true },
    { cell: "small", sent: "small", refusal: null, isLeftOut: false },
  ]);
  const [, , x] = listOutcomes(context, match, { ...field, whenInvalid: "reject" });
  expect(x).toMatchObject({ isLeftOut: false, refusal: expect.stringContaining("not an option") });
});

test("rows that would be sent without the value are counted", () => {
  expect(checkFields(context, match, [field])).toMatchObject([{ fit: 6, rows: 6, leftOut: 1, firstRefusal: null }]);
});
