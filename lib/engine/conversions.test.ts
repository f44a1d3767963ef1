import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompiledMapping, compileMapping } from "./compile-mapping";
import { convertValue } from "./convert-value";
import { mapRow } from "./map-row";
import { makeOptions, makeProperty } from "./testing/make-property";
import type { Cell, Column, ColumnType, FieldConversions, FieldMapping } from "./types";

const properties = [
  makeProperty("email"),
  makeProperty("city"),
  makeProperty("amount", "number"),
  makeProperty("active", "bool"),
  makeProperty("born", "date"),
  makeProperty("seen", "datetime"),
  makeProperty("phone", "phone_number"),
  makeProperty("tier", "enumeration", { options: makeOptions({ very_large: "Very large", small: "Small" }) }),
  makeProperty("tags", "enumeration", { fieldType: "checkbox", options: makeOptions({ a: "A", b: "B" }) }),
];

function compile(property: string, conversions: FieldConversions, rest: Partial<Column & FieldMapping> = {}) {
  const columns = [column("email"), { ...column(property), ...rest }];
  const field = { property, value: { kind: "column", column: property } as const, whenEmpty: "skip" as const };
  const fields = [{ ...field, ...rest, ...conversions }];
  const mapping = { match: { column: "email", property: "email" }, fields };
  return compileMapping({ mapping, columns, properties, objectTypeId: "0-1", mode: "upsert" });
}

function column(name: string): Column {
  return { name, type: "text", nativeType: "text" };
}

function map(property: string, conversions: FieldConversions, cell: Cell, rest: Partial<Column & FieldMapping> = {}) {
  const result = compile(property, conversions, rest);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return mapRow(result.compiled, ["a@b.example", cell]);
}

function payloadOf(...question: Parameters<typeof map>): string | null {
  const mapped = map(...question);
  return mapped.ok ? (Object.values(mapped.payload)[0] ?? null) : `refused: ${mapped.refusals[0].code}`;
}

const maybes = {
  valueMap: [
    { from: "n/a", to: "" },
    { from: "on", to: "yes" },
  ],
};

describe("cleaning", () => {
  test.each<[string, FieldConversions["clean"], Cell, string | null]>([
    ["city", ["trim"], "  Ghent\n", "Ghent"],
    ["city", ["collapse"], " Stars   Hollow\t\tInn ", " Stars Hollow Inn "],
    ["city", ["lower"], "ÉVIAN 😀", "évian 😀"],
    ["city", ["upper"], "O'Brien", "O'BRIEN"],
    ["city", ["upper", "collapse", "trim"], "  a \u00a0 b ", "A B"],
    ["city", ["trim"], "   ", null],
    ["city", [], " as it is ", " as it is "],
    ["tier", ["collapse"], " very   large ", "very_large"],
    ["tier", [], "very   large", "refused: INVALID_OPTION"],
    ["tags", ["lower"], "A; b ;A", "a;b"],
  ])("of a value for %s by %j makes %j %j", (property, clean, cell, expected) => {
    expect(payloadOf(property, { clean }, cell)).toBe(expected);
  });

  test("takes its steps in one order, whatever the order given", () => {
    const steps = fc.shuffledSubarray(["trim", "collapse", "upper"] as const);
    fc.assert(
      fc.property(steps, fc.string({ unit: "grapheme" }), (clean, text) => {
        const sorted = (["trim", "collapse", "upper"] as const).filter((step) => clean.includes(step));
        expect(payloadOf("city", { clean: [...clean] }, text)).toBe(payloadOf("city", { clean: sorted }, text));
      }),
    );
  });

  test("that makes a text longer than HubSpot keeps is refused like any other", () => {
    expect(payloadOf("city", { clean: ["upper"] }, "ß".repeat(65_536))).toBe("refused: VALUE_TOO_LONG");
    expect(payloadOf("city", { clean: ["trim"] }, `${"x".repeat(65_536)} `)).toHaveLength(65_536);
  });
});

describe("a value map", () => {
  test.each<[string, FieldConversions, Cell, string | null]>([
    ["tier", { valueMap: [{ from: "Enterprise+", to: "very_large" }] }, "Enterprise+", "very_large"],
    ["tier", { valueMap: [{ from: "Enterprise+", to: "Very large" }] }, " Enterprise+ ", "very_large"],
    ["tier", { valueMap: [{ from: "Enterprise+", to: "very_large" }] }, "enterprise+", "refused: INVALID_OPTION"],
    ["tier", { clean: ["lower"], valueMap: [{ from: "Enterprise+", to: "small" }] }, "ENTERPRISE+", "small"],
    ["tier", { valueMap: [{ from: "Enterprise+", to: "gone" }] }, "Enterprise+", "refused: INVALID_OPTION"],
    ["active", maybes, "on", "true"],
    ["active", maybes, "n/a", null],
    ["city", { valueMap: [{ from: " x", to: "y" }] }, " x", "y"],
    ["city", { valueMap: [{ from: " x", to: "y" }] }, "x", "x"],
    ["city", { valueMap: [{ from: "__proto__", to: "constructor" }] }, "__proto__", "constructor"],
    ["city", { valueMap: [{ from: "O'Brien 😀", to: "😀" }] }, "O'Brien 😀", "😀"],
    [
      "tags",
      {
        valueMap: [
          { from: "Gold", to: "a" },
          { from: "none", to: "" },
        ],
      },
      "Gold;b;none",
      "a;b",
    ],
    ["tags", { valueMap: [{ from: "none", to: "" }] }, "none", null],
  ])("for %s as %j makes %j %j", (property, conversions, cell, expected) => {
    expect(payloadOf(property, conversions, cell)).toBe(expected);
  });

  test("of an array's entries replaces each of them", () => {
    const valueMap = [{ from: "Gold", to: "a" }];
    expect(payloadOf("tags", { valueMap }, '["Gold","b"]', { type: "array" })).toBe("a;b");
  });

  test("that makes a value empty lets the field say what that means", () => {
    expect(payloadOf("tier", { valueMap: [{ from: "none", to: "" }] }, "none", { whenEmpty: "clear" })).toBe("");
    expect(payloadOf("tier", { valueMap: [{ from: "none", to: "" }] }, null, { whenEmpty: "clear" })).toBe("");
  });

  test("never replaces what it has replaced", () => {
    const swap = [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
    ];
    expect(payloadOf("city", { valueMap: swap }, "a")).toBe("b");
    expect(payloadOf("city", { valueMap: swap }, "b")).toBe("a");
  });
});

describe("an invalid value", () => {
  test("is left out where its field says so, with the reason, and its row is sent", () => {
    expect(map("amount", { whenInvalid: "skip" }, "12 apples")).toEqual({
      ok: true,
      key: "a@b.example",
      matchValue: "a@b.example",
      payload: {},
      leftOut: [expect.objectContaining({ code: "INVALID_NUMBER", property: "amount" })],
    });
  });

  test("is never cleared instead, and empty is not invalid", () => {
    expect(payloadOf("amount", { whenInvalid: "skip" }, "x", { whenEmpty: "clear" })).toBeNull();
    expect(payloadOf("amount", { whenInvalid: "skip" }, "", { whenEmpty: "clear" })).toBe("");
  });

  test("refuses its row otherwise", () => {
    expect(payloadOf("amount", { whenInvalid: "reject" }, "x")).toBe("refused: INVALID_NUMBER");
    expect(payloadOf("amount", {}, "x")).toBe("refused: INVALID_NUMBER");
  });

  test("in the match column refuses the row whatever the fields say", () => {
    const result = compile("amount", { whenInvalid: "skip" });
    if (!result.ok) throw new Error("The mapping compiles.");
    expect(mapRow(result.compiled, ["", "x"])).toMatchObject({ ok: false, refusals: [{ code: "MISSING_KEY" }] });
  });
});

describe("problems of conversions have their place", () => {
  const constant = { value: { kind: "constant", value: "Ghent" } } as const;
  test.each<[string, FieldConversions, Partial<FieldMapping>, string]>([
    [
      "city",
      {
        valueMap: [
          { from: "a", to: "" },
          { from: "a", to: "b" },
        ],
      },
      {},
      "VALUE_MAPPED_TWICE",
    ],
    [
      "city",
      {
        clean: ["lower"],
        valueMap: [
          { from: "A", to: "" },
          { from: "a", to: "b" },
        ],
      },
      {},
      "VALUE_MAPPED_TWICE",
    ],
    [
      "tier",
      {
        valueMap: [
          { from: "a", to: "" },
          { from: " a", to: "b" },
        ],
      },
      {},
      "VALUE_MAPPED_TWICE",
    ],
    ["city", { clean: ["lower", "upper"] }, {}, "CLEAN_CONTRADICTS"],
    ["city", { clean: ["trim"] }, constant, "CONSTANT_CONVERTED"],
    ["city", { valueMap: [{ from: "a", to: "b" }] }, constant, "CONSTANT_CONVERTED"],
    ["city", { whenInvalid: "skip" }, constant, "CONSTANT_CONVERTED"],
  ])("%s with %j", (property, conversions, rest, code) => {
    const result = compile(property, conversions, rest);
    expect(result).toMatchObject({ ok: false, problems: [{ code, property }] });
  });

  test("and options that say nothing are none", () => {
    const nothing: FieldConversions = { clean: [], valueMap: [], whenInvalid: "reject" };
    expect(compile("city", nothing, constant)).toMatchObject({ ok: true });
  });
});

test("a mapping without conversions makes what it always made: each cell's plain conversion", () => {
  const types = fc.constantFrom<ColumnType>("text", "integer", "number", "boolean", "date", "json", "array", "other");
  const nothing = fc.constantFrom<FieldConversions>(
    {},
    { clean: [], valueMap: [], whenInvalid: "reject" },
    { clean: undefined },
  );
  const cells = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(null, "", " ", "A;b", '["a", null]', "null", "very large", "1e3", "yes", "2024-02-30", " a "),
  );
  const written = properties.filter(({ name }) => name !== "email");
  fc.assert(
    fc.property(fc.constantFrom(...written), types, nothing, cells, (property, type, conversions, cell) => {
      const mapped = map(property.name, conversions, cell, { type });
      const converted = convertValue(property, type, cell);
      if (converted === null) expect(mapped).toMatchObject({ ok: true, payload: {}, leftOut: [] });
      else if (typeof converted === "string") expect(mapped.payload).toEqual({ [property.name]: converted });
      else expect(mapped).toMatchObject({ ok: false, refusals: [converted], payload: {} });
    }),
    { numRuns: 500 },
  );
});

test("whatever the conversions and the cells, a row becomes a payload or refusals, and nothing throws", () => {
  const conversions = fc.record({
    clean: fc.shuffledSubarray(["trim", "collapse", "lower"] as const).map((steps) => [...steps]),
    valueMap: fc.uniqueArray(fc.record({ from: fc.string({ minLength: 1, unit: "binary" }), to: fc.string() }), {
      selector: ({ from }) => from.toLowerCase().replace(/\s+/g, " ").trim(),
      maxLength: 5,
    }),
    whenInvalid: fc.constantFrom("reject" as const, "skip" as const),
  });
  const names = properties.map(({ name }) => name).filter((name) => name !== "email");
  fc.assert(
    fc.property(fc.constantFrom(...names), conversions, fc.string({ unit: "binary" }), (name, options, cell) => {
      const result = compile(name, options);
      if (!result.ok) return;
      const compiled: CompiledMapping = result.compiled;
      const mapped = mapRow(compiled, ["a@b.example", cell]);
      if (options.whenInvalid === "skip") expect(mapped.ok).toBe(true);
      for (const value of Object.values(mapped.payload)) expect(value.isWellFormed()).toBe(true);
    }),
  );
});
