import { describe, expect, it } from "vitest";
import type { FieldMapping } from "@/lib/engine/types";
import { edit, startEditing } from "../draft/edit-draft";
import { findUndoing } from "./use-undo";

const remove = (field: FieldMapping) => {
  const editing = edit(startEditing(null), { type: "add_fields", fields: [field] });
  return findUndoing(editing, { type: "remove_field", id: 0 });
};
const blank: FieldMapping = { property: "", value: { kind: "column", column: "" }, whenEmpty: "skip" };

describe("a removed row", () => {
  it("is told by its property, as code", () => {
    expect(remove({ ...blank, property: "fax_number" })?.words).toBe("`fax_number` is no longer mapped.");
  });

  it("is told by its number while it has a value and no property", () => {
    expect(remove({ ...blank, value: { kind: "constant", value: "x" } })?.words).toBe("Row 1 is no longer mapped.");
  });

  it("isn't told where nothing was written in it", () => {
    expect(remove(blank)).toBeNull();
  });
});
