import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type CompiledMapping, compileMapping } from "./compile-mapping";
import { mapRow } from "./map-row";
import { makeOptions, makeProperty } from "./testing/make-property";
import type { Cell, ColumnType, FieldMapping, Property } from "./types";

const properties: Property[] = [
  makeProperty("email"),
  makeProperty("crm_id", "string", { isUnique: true }),
  makeProperty("crm_number", "number", { isUnique: true }),
  makeProperty("hs_object_id", "number", { whyNotMappable: "HubSpot gives it." }),
  makeProperty("city"),
  makeProperty("amount", "number"),
  makeProperty("active", "bool"),
  makeProperty("born", "date"),
  makeProperty("seen", "datetime"),
  makeProperty("phone", "phone_number"),
  makeProperty("tier", "enumeration", { options: makeOptions({ gold: "Gold" }) }),
  makeProperty("tags", "enumeration", { fieldType: "checkbox", options: makeOptions({ a: "A" }) }),
];
const fieldNames = ["city", "amount", "active", "born", "seen", "phone", "tier", "tags"];

function column(property: string, whenEmpty: "skip" | "clear" = "skip"): FieldMapping {
  return { property, value: { kind: "column", column: property }, whenEmpty };
}

function constant(property: string, value: string, whenEmpty: "skip" | "clear" = "skip"): FieldMapping {
  return { property, value: { kind: "constant", value }, whenEmpty };
}

/** Column 0 is the match, the others are named like the properties they fill. */
function compile(fields: FieldMapping[], matchProperty = "email", columnType: ColumnType = "text"): CompiledMapping {
  const columns = ["match", ...fieldNames].map((name) => ({ name, type: columnType, nativeType: columnType }));
  const mapping = { match: { column: "match", property: matchProperty }, fields };
  const result = compileMapping({ mapping, columns, properties, objectTypeId: "0-1", mode: "upsert" });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.compiled;
}

function readKey(matchProperty: string, cell: Cell): string | null {
  const mapped = mapRow(compile([], matchProperty), [cell]);
  return mapped.ok ? `${mapped.matchValue} | ${mapped.key}` : (mapped.refusals[0].code ?? null);
}

describe("the payload", () => {
  it("holds every field but the match property", () => {
    const compiled = compile([column("city"), constant("tier", "GOLD"), column("amount")]);
    expect(mapRow(compiled, [" Luke@Diner.COM ", "Stars Hollow", "1e3"])).toEqual({
      ok: true,
      key: "luke@diner.com",
      matchValue: "luke@diner.com",
      payload: { city: "Stars Hollow", tier: "gold", amount: "1000" },
      leftOut: [],
    });
  });

  test.each<Cell>([null, ""])("an empty cell (%j) is left out or clears, as the field says", (cell) => {
    const fields = [column("city", "clear"), column("amount", "skip"), column("active", "clear")];
    expect(mapRow(compile(fields), ["a@b.c", cell, cell, cell])).toHaveProperty("payload", { city: "", active: "" });
  });

  it("clears by an empty constant, and is left alone by a skipped one", () => {
    const compiled = compile([constant("city", "", "clear"), constant("tier", "", "skip")]);
    expect(mapRow(compiled, ["a@b.c"])).toHaveProperty("payload", { city: "" });
  });

  it("takes cells that a short row doesn't have as empty", () => {
    expect(mapRow(compile([column("city"), column("amount", "clear")]), ["a@b.c"])).toMatchObject({
      ok: true,
      payload: { amount: "" },
    });
  });
});

describe("the key", () => {
  test.each([
    ["email", " Luke@Diner.com\n", "luke@diner.com | luke@diner.com"],
    ["email", "o'hara+crm@sub.exämple.com", "o'hara+crm@sub.exämple.com | o'hara+crm@sub.exämple.com"],
    ["email", '"a@b"@c.de', '"a@b"@c.de | "a@b"@c.de'],
    ["crm_id", " AB-1 ", "AB-1 | ab-1"],
    ["crm_id", "Cafe\u0301", "Cafe\u0301 | caf\u00e9"],
    ["crm_number", "007.50", "7.5 | 7.5"],
    ["crm_number", "7.5e0", "7.5 | 7.5"],
    ["crm_number", "-0.0", "0 | 0"],
    ["crm_id", "x".repeat(512), `${"x".repeat(512)} | ${"x".repeat(512)}`],
    ["crm_id", null, "MISSING_KEY"],
    ["email", " \t", "MISSING_KEY"],
    ["crm_id", "x".repeat(513), "KEY_TOO_LONG"],
    ["email", `${"x".repeat(300)}@b.c`, "INVALID_EMAIL"],
    ["email", "luke", "INVALID_EMAIL"],
    ["email", "@diner.com", "INVALID_EMAIL"],
    ["email", "luke@", "INVALID_EMAIL"],
    ["email", "luke@diner", "INVALID_EMAIL"],
    ["email", "luke.danes@diner", "INVALID_EMAIL"],
    ["email", "luke danes@diner.com", "INVALID_EMAIL"],
    ["email", "luke\u0007@diner.com", "INVALID_EMAIL"],
    ["hs_object_id", " 171591000198 ", "171591000198 | 171591000198"],
    ["hs_object_id", "512.0", "512 | 512"],
    ["hs_object_id", "512.5", "INVALID_RECORD_ID"],
    ["hs_object_id", "-7", "INVALID_RECORD_ID"],
    ["hs_object_id", "0", "INVALID_RECORD_ID"],
    ["hs_object_id", "luke", "INVALID_RECORD_ID"],
    ["crm_number", "seven", "INVALID_NUMBER"],
    ["crm_id", "a\0b", "INVALID_TEXT"],
    ["crm_id", "\ud83d", "INVALID_TEXT"],
  ])("of %s read from %j is %s", (property, cell, expected) => {
    expect(readKey(property, cell)).toBe(expected);
  });

  it("stays the same when it is read again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), (text) => {
        const mapped = mapRow(compile([], "crm_id"), [text]);
        if (!mapped.ok) return;
        expect(mapRow(compile([], "crm_id"), [mapped.matchValue])).toEqual(mapped);
        expect(mapRow(compile([], "crm_id"), [mapped.key])).toHaveProperty("key", mapped.key);
      }),
    );
  });
});

describe("a refused row", () => {
  it("names every bad field, and keeps what could be converted", () => {
    const compiled = compile([...fieldNames.map((name) => column(name))], "email");
    const mapped = mapRow(compiled, ["nobody", "Bern", "x", "x", "x", "x", "+41", "x", "a;x"]);
    expect(mapped).toMatchObject({
      ok: false,
      key: null,
      matchValue: "nobody",
      refusals: [
        { code: "INVALID_EMAIL", property: "email" },
        { code: "INVALID_NUMBER", property: "amount" },
        { code: "INVALID_BOOLEAN", property: "active" },
        { code: "INVALID_DATE", property: "born" },
        { code: "INVALID_DATETIME", property: "seen" },
        { code: "INVALID_OPTION", property: "tier", option: "x" },
        { code: "INVALID_OPTION", property: "tags", option: "x" },
      ],
      payload: { city: "Bern", phone: "+41" },
    });
    expect(mapped).toHaveProperty("refusals.length", 7);
  });

  it("keeps its key when only fields are bad", () => {
    expect(mapRow(compile([column("amount")]), ["A@b.c", null, "x"])).toMatchObject({
      ok: false,
      key: "a@b.c",
      matchValue: "a@b.c",
    });
  });
});

it("gives every row either a payload or one refusal per bad field, whatever the cells hold, and never throws", () => {
  const wild = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      null,
      "",
      " ",
      "\ud800",
      "\udfff\ud800",
      "😀".repeat(70_000),
      "x".repeat(65_536),
      "\0",
      '["',
      "1e400",
    ),
    fc.constantFrom("9".repeat(70_000), "[null", "{}", `"${"\\".repeat(65_536)}`, " ".repeat(65_536), "a@b.c", "-"),
  );
  const columnTypes: ColumnType[] = [
    "text",
    "integer",
    "number",
    "boolean",
    "date",
    "timestamptz",
    "json",
    "array",
    "bytes",
  ];
  const mappings = columnTypes.map((type) =>
    compile(
      fieldNames.map((name) => column(name, "clear")),
      "crm_id",
      type,
    ),
  );
  const rows = fc.array(wild, { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(fc.constantFrom(...mappings), rows, (compiled, row) => {
      const mapped = mapRow(compiled, row);
      const refused = mapped.ok
        ? []
        : mapped.refusals.map(({ property }) => property).filter((name) => name !== "crm_id");
      expect([...Object.keys(mapped.payload), ...refused].sort()).toEqual([...fieldNames].sort());
    }),
    { numRuns: 300 },
  );
});
