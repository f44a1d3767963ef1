import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { convertValue } from "./convert-value";
import { convertToOutcome } from "./testing/convert-to-outcome";
import { makeOptions, makeProperty } from "./testing/make-property";
import type { Cell, ColumnType, Property, PropertyType } from "./types";

const tier = makeProperty("tier", "enumeration", {
  fieldType: "select",
  options: makeOptions({ gold_tier: "Gold", silver_tier: "Silver", SILVER: "Old silver", x: "Twin", X: "Other" }),
});
const tags = makeProperty("tags", "enumeration", {
  fieldType: "checkbox",
  options: makeOptions({ a: "Alpha", b: "B" }),
});
const owner = makeProperty("hubspot_owner_id", "enumeration", { hasExternalOptions: true });

type Row = [columnType: ColumnType, cell: Cell, expected: string | null];

function property(type: PropertyType): Property {
  return makeProperty("p", type);
}

describe("numbers", () => {
  test.each<Row>([
    ["number", "12.50", "12.50"],
    ["integer", "-7", "-7"],
    ["text", " 42 ", "42"],
    ["text", "+42", "42"],
    ["text", ".5", "0.5"],
    ["text", "-.5", "-0.5"],
    ["text", "5.", "5"],
    ["number", "1e20", "100000000000000000000"],
    ["number", "1.5E-7", "0.00000015"],
    ["number", "1.4210854715202004e-14", "0.000000000000014210854715202004"],
    ["number", "123.456e2", "12345.6"],
    ["number", "123e-2", "1.23"],
    ["number", "-0e5", "0"],
    ["number", "0e999999999999", "0"],
    ["number", "123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"],
    ["text", "", null],
    ["text", "  ", null],
    ["json", "null", null],
    ["number", "NaN", "refused: INVALID_NUMBER"],
    ["number", "-Infinity", "refused: INVALID_NUMBER"],
    ["text", "1,200", "refused: INVALID_NUMBER"],
    ["text", "12 apples", "refused: INVALID_NUMBER"],
    ["text", "1.2.3", "refused: INVALID_NUMBER"],
    ["text", "0x10", "refused: INVALID_NUMBER"],
    ["text", ".", "refused: INVALID_NUMBER"],
    ["text", "٣", "refused: INVALID_NUMBER"],
    ["text", "1e999999999", "refused: INVALID_NUMBER"],
    ["text", "1e-999999999", "refused: INVALID_NUMBER"],
    ["boolean", "true", "refused: INVALID_NUMBER"],
    ["bytes", "\\x3132", "refused: INVALID_NUMBER"],
  ])("%s %j becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(property("number"), columnType, cell)).toBe(expected);
  });

  it("expands exponents to the number that integer arithmetic gives", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 60 }),
        (digits, power) => {
          const grown = convertValue(property("number"), "number", `${digits}e${power}`);
          expect(grown).toBe(String(digits * 10n ** BigInt(power)));
          const shrunk = String(convertValue(property("number"), "number", `${grown}e-${power}`));
          expect(shrunk).toBe(String(digits));
        },
      ),
    );
  });

  it("keeps every double exactly", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const plain = String(convertValue(property("number"), "number", String(number)));
        expect(plain).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plain) + 0).toBe(number + 0);
      }),
    );
  });

  it("names the refused value, clipped, and what HubSpot takes", () => {
    expect(convertValue(makeProperty("amount", "number"), "text", "12 apples")).toEqual({
      code: "INVALID_NUMBER",
      property: "amount",
      option: null,
      message: "`12 apples` is not a number. HubSpot takes digits and one decimal point.",
    });
    const long = convertValue(property("number"), "text", "😀".repeat(5_000));
    expect(long).toHaveProperty("message", expect.stringMatching(/^`(😀){19}…` is not a number/u));
  });
});

describe("booleans", () => {
  test.each<Row>([
    ["boolean", "true", "true"],
    ["boolean", "false", "false"],
    ["text", "TRUE", "true"],
    ["text", " Yes ", "true"],
    ["text", "y", "true"],
    ["text", "T", "true"],
    ["text", "no", "false"],
    ["text", "N", "false"],
    ["text", "f", "false"],
    ["integer", "1", "true"],
    ["integer", "0", "false"],
    ["text", " ", null],
    ["integer", "2", "refused: INVALID_BOOLEAN"],
    ["text", "tYES", "refused: INVALID_BOOLEAN"],
    ["bytes", "\\x01", "refused: INVALID_BOOLEAN"],
  ])("%s %j becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(property("bool"), columnType, cell)).toBe(expected);
  });
});

describe("options", () => {
  test.each<Row>([
    ["text", "gold_tier", "gold_tier"],
    ["text", " gold_tier ", "gold_tier"],
    ["text", "GOLD_TIER", "gold_tier"],
    ["text", "gold", "gold_tier"],
    ["text", "SILVER", "SILVER"],
    ["text", "x", "x"],
    ["text", "X", "X"],
    ["text", "Old Silver", "SILVER"],
    ["text", "", null],
    ["text", "silver", "refused: INVALID_OPTION"],
    ["text", "platinum", "refused: INVALID_OPTION"],
    ["bytes", "\\x00", "refused: INVALID_OPTION"],
  ])("%s %j of a single choice becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(tier, columnType, cell)).toBe(expected);
  });

  test.each<Row>([
    ["text", "a", "a"],
    ["text", "a;b", "a;b"],
    ["text", " Alpha ; b; ", "a;b"],
    ["text", "b;a;b", "b;a"],
    ["text", ";a", ";a"],
    ["text", " ; ", null],
    ["array", '["a", "B"]', "a;b"],
    ["array", '["a", null]', "a"],
    ["array", "[]", null],
    ["json", '["b"]', "b"],
    ["json", '"b"', "b"],
    ["json", "null", null],
    ["text", "a;nope", "refused: INVALID_OPTION"],
    ["array", '[["a"]]', "refused: INVALID_OPTION"],
    ["json", '{"a": true}', "refused: INVALID_OPTION"],
    ["json", "[broken", "refused: INVALID_OPTION"],
  ])("%s %j of several choices becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(tags, columnType, cell)).toBe(expected);
  });

  it("leaves options that HubSpot alone knows to HubSpot", () => {
    expect(convertToOutcome(owner, "integer", "77")).toBe("77");
    expect(convertToOutcome({ ...owner, hasExternalOptions: false }, "text", " 77 ")).toBe("77");
    expect(convertToOutcome(owner, "bytes", "\\x37")).toBe("refused: INVALID_OPTION");
    expect(convertToOutcome(owner, "text", "7\0")).toBe("refused: INVALID_TEXT");
  });

  it("names the refused option, so that rejects group by it, and the ones HubSpot takes", () => {
    expect(convertValue(tags, "text", "a;Gamma;Delta")).toEqual({
      code: "INVALID_OPTION",
      property: "tags",
      option: "Gamma",
      message: "`Gamma` is not an option of tags. HubSpot takes `a`, `b`.",
    });
  });

  it("sends nothing but options, whatever the case of the text", () => {
    const spellings = tier.options.flatMap(({ value, label }) => [
      value,
      label,
      value.toUpperCase(),
      label.toLowerCase(),
    ]);
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...spellings), fc.string()), (text) => {
        const converted = convertValue(tier, "text", text);
        if (typeof converted !== "string") return;
        expect(tier.options.map(({ value }) => value)).toContain(converted);
      }),
    );
  });
});

describe("text", () => {
  test.each<Row>([
    ["text", "  kept  ", "  kept  "],
    ["text", "   ", "   "],
    ["text", "", null],
    ["text", "null", "null"],
    ["integer", "9007199254740993", "9007199254740993"],
    ["boolean", "true", "true"],
    ["bytes", "\\x00ff", "\\x00ff"],
    [
      "json",
      '{"a b" : [1, 12345678901234567890.10], "q": "x \\" y"}',
      '{"a b":[1,12345678901234567890.10],"q":"x \\" y"}',
    ],
    ["array", '["a b", "c"]', '["a b","c"]'],
    ["json", "null", null],
    ["text", "a\0b", "refused: INVALID_TEXT"],
    ["text", "half \ud83d", "refused: INVALID_TEXT"],
    ["text", "whole 😀", "whole 😀"],
  ])("%s %j becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(property("string"), columnType, cell)).toBe(expected);
  });

  it("of any JSON says the same without its blanks", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(value !== null);
        const compact = convertValue(property("string"), "json", JSON.stringify(value, null, 2));
        expect(compact).toBe(JSON.stringify(value));
      }),
    );
  });

  it("is refused and not choked on when it is a huge JSON document", () => {
    expect(convertToOutcome(property("string"), "json", `["${"x".repeat(20_000_000)}"]`)).toBe(
      "refused: VALUE_TOO_LONG",
    );
  });

  it("may have 65,536 characters and not one more", () => {
    for (const type of ["string", "phone_number", "unknown"] as const) {
      expect(convertToOutcome(property(type), "text", "x".repeat(65_536))).toHaveLength(65_536);
      expect(convertToOutcome(property(type), "text", "x".repeat(65_537))).toBe("refused: VALUE_TOO_LONG");
    }
  });

  it("loses its surrounding blanks as a phone number", () => {
    expect(convertToOutcome(property("phone_number"), "text", " +1 555 0100 ")).toBe("+1 555 0100");
    expect(convertToOutcome(property("phone_number"), "text", "  ")).toBeNull();
  });
});

it("converts what it has converted to the same again", () => {
  const targets = [
    tier,
    tags,
    ...(["string", "phone_number", "number", "bool", "date", "datetime"] as const).map(property),
  ];
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom("yes", "Gold", "Alpha;b", ";B", "+1e3", "2024-03-05 13:45"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...targets), texts, (target, text) => {
      const once = convertValue(target, "text", text);
      if (typeof once === "string") expect(convertValue(target, "text", once)).toBe(once);
    }),
    { numRuns: 1_000 },
  );
});

it("treats null as empty for every property", () => {
  for (const target of [tier, tags, owner, property("string"), property("number"), property("date")]) {
    expect(convertValue(target, "text", null)).toBeNull();
  }
});
