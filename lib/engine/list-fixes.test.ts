import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fix } from "./fixes";
import { type FixQuestion, listFixes } from "./list-fixes";
import { rankOptions } from "./rank-options";
import { makeOptions, makeProperty } from "./testing/make-property";
import { listRefusedValues } from "./try-values";
import type { Cell, FieldConversions, Property } from "./types";

const tier = makeProperty("tier", "enumeration", {
  options: makeOptions({ very_large: "Very large", small: "Small" }),
  canAddOptions: true,
});
const yes = makeOptions({ yes: "yes", Yes: "Yes" });

function ask(property: Property | null, cells: readonly Cell[], rest: Partial<FixQuestion> = {}): FixQuestion {
  const name = property?.name ?? "gone";
  return {
    cause: { stage: "preflight", code: "INVALID_OPTION", property: name, option: null },
    field: { property: name, value: { kind: "column", column: "c" }, whenEmpty: "skip" },
    property,
    columnType: "text",
    cells,
    owners: [],
    match: { property: "email" },
    duplicates: "reject",
    isOrdered: false,
    ...rest,
  };
}

function cause(code: string, rest: Partial<FixQuestion["cause"]> = {}): FixQuestion["cause"] {
  return { stage: "preflight", code, property: "tier", option: null, ...rest };
}

function withConversions(conversions: FieldConversions): Pick<FixQuestion, "field"> {
  return {
    field: { property: "tier", value: { kind: "column", column: "c" }, whenEmpty: "skip", ...conversions },
  };
}

const kindsOf = (question: FixQuestion) => listFixes(question).fixes.map(({ kind }) => kind);
const find = (question: FixQuestion, kind: Fix["kind"]) => listFixes(question).fixes.find((fix) => fix.kind === kind);

describe("a value that is no option", () => {
  const option = "Enterprise+";
  const refused = ask(tier, [option, ` ${option}`], { cause: cause("INVALID_OPTION", { option }) });

  test("that resembles none is added, mapped, or left out", () => {
    expect(kindsOf(refused)).toEqual(["add_option", "map_value", "skip_invalid", "edit_sync"]);
    expect(find(refused, "add_option")).toMatchObject({ value: option });
    expect(find(refused, "map_value")).toMatchObject({ values: [{ from: option, nearest: null }] });
  });

  test("that resembles one is rather mapped to it", () => {
    const large = ask(tier, ["Very-Largs"], { cause: cause("INVALID_OPTION", { option: "Very-Largs" }) });
    expect(kindsOf(large)).toEqual(["map_value", "add_option", "skip_invalid", "edit_sync"]);
    expect(find(large, "map_value")).toMatchObject({ values: [{ from: "Very-Largs", nearest: "very_large" }] });
  });

  test("that blanks or capitals alone keep from being one is cleaned", () => {
    const blanks = ask(tier, [" very  large", "SMALL "], { cause: cause("INVALID_OPTION") });
    expect(listFixes(blanks).fixes[0]).toEqual({
      kind: "clean",
      property: "tier",
      steps: ["collapse"],
      fitting: 2,
      tried: 2,
    });
    const capitals = ask({ ...tier, options: yes }, ["YES"]);
    expect(listFixes(capitals).fixes[0]).toMatchObject({ kind: "clean", steps: ["lower"] });
  });

  test("is cleaned as a last resort where that helps some of the rows", () => {
    const some = ask(tier, ["very  large", "huge"]);
    expect(kindsOf(some).slice(-2)).toEqual(["clean", "edit_sync"]);
    expect(find(some, "clean")).toMatchObject({ fitting: 1, tried: 2 });
  });

  test("can't be added where HubSpot lets nobody add options, or it holds a semicolon, or was cut", () => {
    const closed = { ...tier, canAddOptions: false };
    expect(kindsOf({ ...refused, property: closed })).not.toContain("add_option");
    expect(kindsOf(ask(tier, ["a;b"], { cause: cause("INVALID_OPTION", { option: "a;b" }) }))).not.toContain(
      "add_option",
    );
    const long = `${"x".repeat(99)}…`;
    expect(kindsOf(ask(tier, [], { cause: cause("INVALID_OPTION", { option: long }) }))).toEqual([
      "skip_invalid",
      "edit_sync",
    ]);
    const cut = ask(tier, ["x".repeat(120)], { cause: cause("INVALID_OPTION", { option: long }) });
    expect(find(cut, "map_value")).toMatchObject({ values: [{ from: "x".repeat(120) }] });
  });

  test("is fixed once the portal has the option, or the field replaces, cleans or leaves it out", () => {
    const has = { ...tier, options: makeOptions({ "Enterprise+": "E" }) };
    expect(listFixes({ ...refused, property: has })).toEqual({
      isFixed: true,
      fixes: [{ kind: "edit_sync", place: "field-tier" }],
    });
    for (const conversions of [{ valueMap: [{ from: option, to: "small" }] }, { whenInvalid: "skip" as const }]) {
      expect(listFixes({ ...refused, ...withConversions(conversions) }).isFixed).toBe(true);
    }
    expect(listFixes(refused).isFixed).toBe(false);
  });

  test("of a property of several options is mapped entry by entry", () => {
    const tags = { ...tier, fieldType: "checkbox" };
    const several = ask(tags, ["small; Gold ;Gold", "Silver;small"], { cause: cause("INVALID_OPTION") });
    expect(find(several, "map_value")).toMatchObject({ values: [{ from: "Gold" }, { from: "Silver" }] });
    const gold = ask(tags, ["Gold;Silver"], { cause: cause("INVALID_OPTION", { option: "Gold" }) });
    expect(find(gold, "map_value")).toMatchObject({ values: [{ from: "Gold" }] });
  });

  test("that HubSpot refused is not skipped: that comes after sending", () => {
    const byHubSpot = cause("INVALID_OPTION", { stage: "hubspot", option });
    expect(kindsOf({ ...refused, cause: byHubSpot })).toEqual(["add_option", "map_value", "edit_sync"]);
  });
});

describe("other values", () => {
  test.each(["INVALID_NUMBER", "INVALID_DATE", "INVALID_DATETIME"])("of %s are left out, or mapped", (code) => {
    const type = code === "INVALID_NUMBER" ? "number" : code === "INVALID_DATE" ? "date" : "datetime";
    const question = ask(makeProperty("tier", type), ["n/a", "n/a ", "unknown"], { cause: cause(code) });
    expect(kindsOf(question)).toEqual(["skip_invalid", "map_value", "edit_sync"]);
    expect(find(question, "map_value")).toMatchObject({ values: [{ from: "n/a" }, { from: "unknown" }] });
  });

  test("that are neither yes nor no are mapped to one of both", () => {
    const question = ask(makeProperty("tier", "bool"), ["on"], { cause: cause("INVALID_BOOLEAN") });
    expect(kindsOf(question)).toEqual(["map_value", "skip_invalid", "edit_sync"]);
  });

  test("that are too long by their blanks for a rule of HubSpot's are trimmed", () => {
    const ruled = makeProperty("tier", "string", { rules: [{ type: "MAX_LENGTH", arguments: ["5"] }] });
    const byRule = cause("INVALID_MAX_LENGTH", { stage: "hubspot" });
    expect(find(ask(ruled, ["abc    "], { cause: byRule }), "clean")).toMatchObject({ steps: ["trim"], fitting: 1 });
    expect(find(ask(ruled, ["abcdef"], { cause: byRule }), "clean")).toBeUndefined();
    const unknown = cause("INVALID_EMAIL", { stage: "hubspot" });
    expect(find(ask(ruled, ["a@b "], { cause: unknown }), "clean")).toBeUndefined();
  });
});

describe("other causes", () => {
  test("a property that is gone is created by the column's type, or unmapped", () => {
    const code = cause("PROPERTY_DOESNT_EXIST", { stage: "hubspot", property: "gone" });
    const { fixes } = listFixes(ask(null, [], { cause: code, columnType: "timestamptz" }));
    expect(fixes).toEqual([
      { kind: "create_property", property: "gone", type: "datetime" },
      { kind: "unmap_property", property: "gone" },
      { kind: "edit_sync", place: "field-gone" },
    ]);
    expect(listFixes(ask(tier, [], { cause: cause("PROPERTY_DOESNT_EXIST") })).isFixed).toBe(true);
  });

  test("a field that nobody maps any more can refuse nothing", () => {
    expect(listFixes(ask(tier, ["x"], { field: null }))).toEqual({
      isFixed: true,
      fixes: [{ kind: "edit_sync", place: "fields" }],
    });
  });

  test("a unique value that another record has leads to that record", () => {
    const owners = [{ matchValue: "a@b.example", url: "https://app.hubspot.com/contacts/1/record/0-1/2" }];
    const code = cause("CONFLICTING_UNIQUE_VALUE", { stage: "hubspot" });
    expect(listFixes(ask(tier, ["7"], { cause: code, owners })).fixes).toEqual([
      { kind: "open_record", ...owners[0] },
      { kind: "edit_sync", place: "field-tier" },
    ]);
  });

  test("of rows with one match value the last can count where the query has an order", () => {
    const duplicate = cause("DUPLICATE_KEY", { property: "email" });
    expect(kindsOf(ask(tier, [], { cause: duplicate, isOrdered: true }))).toEqual(["change_duplicates", "edit_sync"]);
    expect(kindsOf(ask(tier, [], { cause: duplicate }))).toEqual(["edit_sync"]);
    const last = ask(tier, [], { cause: duplicate, isOrdered: true, duplicates: "last" });
    expect(listFixes(last).isFixed).toBe(true);
  });

  test("an empty match value is looked after where the match is chosen", () => {
    const { fixes } = listFixes(ask(tier, [], { cause: cause("MISSING_KEY", { property: "email" }) }));
    expect(fixes).toEqual([{ kind: "edit_sync", place: "match" }]);
  });

  test("every cause has a next step, and the way into the editor is the last", () => {
    const codes = fc.oneof(fc.constantFrom("INVALID_OPTION", "CONFLICT", "UNCONFIRMED", "DUPLICATE_KEY"), fc.string());
    const stages = fc.constantFrom("preflight" as const, "hubspot" as const, "unconfirmed" as const);
    const cells = fc.array(fc.option(fc.string({ unit: "binary" })), { maxLength: 5 });
    const properties = fc.constantFrom(tier, makeProperty("tier"), makeProperty("tier", "number"), null);
    const named = fc.constantFrom("tier", "email", null);
    fc.assert(
      fc.property(codes, stages, cells, properties, named, (code, stage, given, property, name) => {
        const { fixes } = listFixes(ask(property, given, { cause: cause(code, { stage, property: name }) }));
        expect(fixes.at(-1)).toMatchObject({ kind: "edit_sync" });
      }),
    );
  });
});

test("refused values are listed as the rows bring them, before the field's own cleaning", () => {
  const values = listRefusedValues({
    property: tier,
    columnType: "text",
    conversions: { clean: ["lower"] },
    cells: ["HUGE", "huge", "small", null],
    option: "huge",
    isRefusedByHubSpot: false,
  });
  expect(values).toEqual(["HUGE", "huge"]);
});

test("options are ranked by how much they resemble a value, in their own order where none does", () => {
  const options = makeOptions({ large: "Large airport", medium: "Medium airport", small: "Small" });
  const rank = (text: string) => rankOptions(text, options).map(({ value }) => value);
  expect(rank("MEDIUM")[0]).toBe("medium");
  expect(rank("smal")[0]).toBe("small");
  expect(rank("médium airport")[0]).toBe("medium");
  expect(rank("😀")).toEqual(["large", "medium", "small"]);
});
