import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MappingContext } from "../../engine/compile-mapping";
import type { Cell, Property, SourceRow } from "../../engine/types";
import { BigintColumn } from "./bigint-column";
import { createFingerprint } from "./fingerprint";

const property = (name: string, change: Partial<Property> = {}): Property => ({
  name,
  label: name,
  type: "string",
  fieldType: "text",
  groupName: "contactinformation",
  description: "",
  options: [],
  hasExternalOptions: false,
  isUnique: false,
  isRequired: false,
  isOneRequired: false,
  groupLabel: "Contact information",
  rules: [],
  canAddOptions: false,
  whyNotMappable: null,
  ...change,
});

const field = (column: string, target: string, whenEmpty: "skip" | "clear" = "skip") => ({
  property: target,
  value: { kind: "column" as const, column },
  whenEmpty,
});

const column = (name: string) => ({ name, type: "text" as const, nativeType: "text" });

const context: MappingContext = {
  mapping: {
    match: { column: "mail", property: "email" },
    fields: [field("first", "firstname"), field("last", "lastname")],
  },
  columns: [column("mail"), column("first"), column("last"), column("unread")],
  properties: [property("email"), property("firstname"), property("lastname"), property("phone")],
  objectTypeId: "0-1",
  mode: "upsert",
};

function read(row: SourceRow, change: Partial<MappingContext> = {}): string {
  const into = new BigintColumn(1);
  createFingerprint({ ...context, ...change })(row, into, 0);
  return into.read(0);
}

const row = ["ada@example.com", "Ada", null, "x"];

describe("a fingerprint", () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom(null, "", "\0", "a", "aa"),
  );
  const cells = fc.tuple(cell, cell, cell);

  test("is the same for the same cells, and another for any others", () => {
    fc.assert(
      fc.property(cells, cells, (one, other) => {
        expect(read(one) === read(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 5_000 },
    );
  });

  test("is another for each of half a million rows that hardly differ", () => {
    const into = new BigintColumn(1);
    const fingerprint = createFingerprint(context);
    const seen = new Set<string>();
    for (let n = 0; n < 500_000; n += 1) {
      fingerprint([`person-${n % 1000}@example.com`, String(Math.floor(n / 1000)), n % 2 ? "" : null], into, 0);
      seen.add(into.read(0));
    }
    expect(seen.size).toBe(500_000);
  });

  test("knows of 65,536 characters the last one", () => {
    const text = "é".repeat(65_535);
    expect(read(["a", `${text}a`, null])).not.toBe(read(["a", `${text}b`, null]));
  });

  test("looks at no column that the mapping doesn't read, wherever the others are", () => {
    expect(read(["ada@example.com", "Ada", null, "y"])).toBe(read(row));
    const columns = [column("last"), column("mail"), column("first")];
    expect(read([null, "ada@example.com", "Ada"], { columns })).toBe(read(row));
  });

  const changedField = {
    ...context.mapping,
    fields: [field("first", "firstname", "clear"), field("last", "lastname")],
  };
  const swapped = { ...context.mapping, fields: [field("last", "firstname"), field("first", "lastname")] };
  const constant = { property: "phone", value: { kind: "constant" as const, value: "1" }, whenEmpty: "skip" as const };
  const option = { value: "a", label: "A", hidden: false };
  const withProperty = (changed: Property) =>
    context.properties.map((one) => (one.name === changed.name ? changed : one));
  test.each<[string, Partial<MappingContext>]>([
    ["what an empty cell does", { mapping: changedField }],
    ["which column goes where", { mapping: swapped }],
    ["a constant", { mapping: { ...context.mapping, fields: [...context.mapping.fields, constant] } }],
    ["a property's type", { properties: withProperty(property("firstname", { type: "number" })) }],
    ["a property's options", { properties: withProperty(property("lastname", { options: [option] })) }],
    ["the match property's type", { properties: withProperty(property("email", { type: "number" })) }],
    ["a column's type", { columns: [column("mail"), { ...column("first"), type: "json" }, column("last")] }],
    ["the object type", { objectTypeId: "0-2" }],
  ])("is another with %s", (_, change) => {
    expect(read(row, change)).not.toBe(read(row));
  });

  test("is the same whatever becomes of a property that isn't mapped", () => {
    expect(read(row, { properties: withProperty(property("phone", { type: "number" })) })).toBe(read(row));
  });
});
