import { describe, expect, test } from "vitest";
import { compileMapping } from "./compile-mapping";
import { mapRow } from "./map-row";
import { readTemplate } from "./read-template";
import { makeOptions, makeProperty } from "./testing/make-property";
import type { Cell, FieldMapping, WriteMode, WriteRule } from "./types";

const properties = [
  makeProperty("email"),
  makeProperty("city"),
  makeProperty("amount", "number"),
  makeProperty("tier", "enumeration", { options: makeOptions({ enterprise: "Enterprise" }) }),
];
const columns = ["mail", "a", "b"].map((name) => ({ name, type: "text" as const, nativeType: "text" }));

function compile(template: string, rest: Partial<FieldMapping> = {}, mode: WriteMode = "upsert") {
  const field: FieldMapping = { property: "city", value: { kind: "template", template }, whenEmpty: "skip", ...rest };
  const mapping = { match: { column: "mail", property: "email" }, fields: [field] };
  return compileMapping({ mapping, columns, properties, objectTypeId: "0-1", mode, readTemplate });
}

function send(template: string, cells: readonly Cell[], rest: Partial<FieldMapping> = {}) {
  const result = compile(template, rest);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  const mapped = mapRow(result.compiled, ["p@example.com", ...cells]);
  return mapped.ok ? mapped.payload : mapped.refusals.map(({ code, property }) => `${code} ${property}`);
}

describe("a field with a template", () => {
  test.each<[string, readonly Cell[], Partial<FieldMapping>, unknown]>([
    ["{{ a }} {{ b }}", ["Ann", "Lee"], {}, { city: "Ann Lee" }],
    ["{{ a }}", [null, "x"], {}, {}],
    ["{{ a }}", [null, "x"], { whenEmpty: "clear" }, { city: "" }],
    [" {{ a }} ", ["GHENT", null], { clean: ["trim", "lower"] }, { city: "ghent" }],
    ["{{ a }}{{ b }}", ["Enter", "prise+"], toTier("Enterprise+"), { tier: "enterprise" }],
    ["{{ a }}{{ b }}", ["1", "0.50"], { property: "amount" }, { amount: "10.50" }],
    ["{{ a }}", ["ten", null], { property: "amount" }, ["INVALID_NUMBER amount"]],
    ["{{ a }}", ["ten", null], { property: "amount", whenInvalid: "skip" }, {}],
    ["{{ a | date: '%Y' }}", ["soon", null], {}, ["TEMPLATE_FAILED city"]],
    ["{{ a | date: '%Y' }}", ["soon", null], { whenInvalid: "skip" }, {}],
  ])("%s of %j with %j sends what its property takes", (template, cells, rest, sent) => {
    expect(send(template, cells, rest)).toEqual(sent);
  });

  function toTier(from: string): Partial<FieldMapping> {
    return { property: "tier", valueMap: [{ from, to: "enterprise" }] };
  }

  test.each([
    ["{{ a }} {{ gone }}", "COLUMN_MISSING", "The query has no column `gone`."],
    ["{{ a | shout }}", "TEMPLATE_INVALID", "there is no filter `shout` (line 1, character 8)"],
    ["{{ a", "TEMPLATE_INVALID", "Change the template for `city`"],
  ])("%s is a problem that says what is wrong", (template, code, words) => {
    expect(compile(template)).toMatchObject({
      ok: false,
      problems: [{ code, property: "city", message: expect.stringContaining(words) }],
    });
  });

  test("that is wrong in several ways is told all of them", () => {
    expect(compile("{{ gone | shout }}{{ a | cry }}")).toMatchObject({
      ok: false,
      problems: [
        {
          code: "TEMPLATE_INVALID",
          message:
            "Change the template for `city`: there is no filter `shout` (line 1, character 11); there is no filter `cry` (line 1, character 26).",
        },
        { code: "COLUMN_MISSING", column: "gone" },
      ],
    });
  });

  test("without a reader is a problem, and none for a mapping that has no template", () => {
    const match = { column: "mail", property: "email" };
    const context = { columns, properties, objectTypeId: "0-1", mode: "upsert" } as const;
    const value = { kind: "template", template: "{{ a }}" } as const;
    const fields = [{ property: "city", value, whenEmpty: "skip" }] as const;
    expect(compileMapping({ ...context, mapping: { match, fields } })).toMatchObject({
      ok: false,
      problems: [{ code: "TEMPLATE_INVALID" }],
    });
    expect(compileMapping({ ...context, mapping: { match, fields: [] } }).ok).toBe(true);
  });
});

test.each<[WriteRule, WriteMode, readonly string[]]>([
  ["on_create", "update", ["NEVER_WRITTEN"]],
  ["on_create", "upsert", []],
  ["on_create", "create", []],
  ["if_empty", "update", []],
])("%s where a sync may %s: %j", (write, mode, codes) => {
  const result = compile("{{ a }}", { write }, mode);
  expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(codes);
});
