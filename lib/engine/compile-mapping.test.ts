import { describe, expect, it } from "vitest";
import { compileMapping, type MappingContext } from "./compile-mapping";
import type { MappingProblem } from "./mapping-problems";
import { makeProperty } from "./testing/make-property";
import type { Column, FieldMapping, MatchMapping, WriteMode } from "./types";

const columns: Column[] = ["email", "city", "dup", "dup"].map((name) => ({ name, type: "text", nativeType: "text" }));
const properties = [
  makeProperty("email"),
  makeProperty("city"),
  makeProperty("crm_id", "string", { isUnique: true }),
  makeProperty("score", "number", { label: "Score", whyNotMappable: "HubSpot calculates it." }),
  makeProperty("amount", "number"),
];

function field(property: string, column: string): FieldMapping {
  return { property, value: { kind: "column", column }, whenEmpty: "skip" };
}

function constant(property: string, value: string): FieldMapping {
  return { property, value: { kind: "constant", value }, whenEmpty: "skip" };
}

function findProblems(
  match: MatchMapping,
  fields: FieldMapping[],
  rest: Partial<MappingContext> = {},
): MappingProblem[] {
  const result = compileMapping({
    mapping: { match, fields },
    columns,
    properties,
    objectTypeId: "0-1",
    mode: "upsert",
    ...rest,
  });
  return result.ok ? [] : result.problems;
}

const byEmail = { column: "email", property: "email" };

describe("compileMapping", () => {
  it("accepts the e-mail of contacts as a match although HubSpot calls it not unique", () => {
    expect(findProblems(byEmail, [field("city", "city")])).toEqual([]);
    expect(findProblems(byEmail, [], { objectTypeId: "0-2" })).toMatchObject([{ code: "MATCH_NOT_UNIQUE" }]);
  });

  it("accepts a mapping of nothing but the match", () => {
    expect(findProblems({ column: "email", property: "crm_id" }, [])).toEqual([]);
  });

  it("lets one column fill several properties", () => {
    expect(findProblems(byEmail, [field("city", "email"), field("crm_id", "email")])).toEqual([]);
  });

  it.each<[string, MatchMapping, FieldMapping[], Partial<MappingProblem>]>([
    ["a match column that is gone", { ...byEmail, column: "x" }, [], { code: "COLUMN_MISSING", column: "x" }],
    ["a match property that is gone", { ...byEmail, property: "x" }, [], { code: "PROPERTY_MISSING", property: "x" }],
    [
      "a match that is not chosen",
      { column: "", property: "" },
      [],
      { code: "NO_MATCH", column: null, property: null },
    ],
    [
      "a match that isn't unique",
      { column: "email", property: "city" },
      [],
      { code: "MATCH_NOT_UNIQUE", property: "city" },
    ],
    ["a match that is mapped too", byEmail, [field("email", "city")], { code: "MATCH_ALSO_MAPPED", property: "email" }],
    [
      "a column that is gone",
      byEmail,
      [field("city", "town")],
      { code: "COLUMN_MISSING", column: "town", property: "city" },
    ],
    ["a column name used twice", byEmail, [field("city", "dup")], { code: "COLUMN_AMBIGUOUS", column: "dup" }],
    [
      "a field without a column",
      byEmail,
      [field("city", "")],
      { code: "COLUMN_MISSING", column: null, property: "city" },
    ],
    ["a property that is gone", byEmail, [field("town", "city")], { code: "PROPERTY_MISSING", property: "town" }],
    [
      "a field without a property",
      byEmail,
      [field("", "city")],
      { code: "PROPERTY_MISSING", property: null, column: "city" },
    ],
    ["a read-only property", byEmail, [field("score", "city")], { code: "PROPERTY_NOT_MAPPABLE", property: "score" }],
    [
      "a property mapped twice",
      byEmail,
      [field("city", "city"), constant("city", "Bern")],
      { code: "PROPERTY_TWICE", property: "city", column: null },
    ],
    [
      "a constant of the wrong kind",
      byEmail,
      [constant("amount", "a lot")],
      { code: "CONSTANT_INVALID", property: "amount" },
    ],
  ])("names %s", (_, match, fields, problem) => {
    expect(findProblems(match, fields)).toMatchObject([problem]);
  });

  it("names all problems at once", () => {
    const fields = [field("score", "gone"), field("city", "city"), field("city", "city"), field("email", "email")];
    expect(findProblems({ column: "nope", property: "amount" }, fields).map(({ code }) => code)).toEqual([
      "COLUMN_MISSING",
      "MATCH_NOT_UNIQUE",
      "PROPERTY_NOT_MAPPABLE",
      "COLUMN_MISSING",
      "PROPERTY_TWICE",
    ]);
  });

  it("refuses a unique property that can't be written as the match", () => {
    const readOnly = makeProperty("hs_key", "string", { isUnique: true, whyNotMappable: "It is read-only." });
    const match = { column: "email", property: "hs_key" };
    expect(findProblems(match, [], { properties: [readOnly] })).toMatchObject([{ code: "PROPERTY_NOT_MAPPABLE" }]);
  });

  it("matches by the record id where records may be updated, and can't create by it", () => {
    const recordId = makeProperty("hs_object_id", "number", { whyNotMappable: "HubSpot gives it." });
    const match = { column: "email", property: "hs_object_id" };
    const codesOf = (mode: WriteMode) =>
      findProblems(match, [], { properties: [recordId], mode }).map(({ code }) => code);
    expect(codesOf("update")).toEqual([]);
    expect(codesOf("upsert")).toEqual([]);
    expect(codesOf("create")).toEqual(["MATCH_CREATES_NOTHING"]);
  });

  it("never writes the record id", () => {
    const recordId = makeProperty("hs_object_id", "number", { whyNotMappable: "HubSpot gives it." });
    const problems = findProblems(byEmail, [field("hs_object_id", "city")], { properties: [...properties, recordId] });
    expect(problems).toMatchObject([{ code: "PROPERTY_NOT_MAPPABLE", property: "hs_object_id" }]);
  });

  it("says which one and what to do", () => {
    const messages = findProblems({ column: "email", property: "city" }, [field("score", "gone")]).map(
      (it) => it.message,
    );
    expect(messages).toEqual([
      "city (`city`) can't be the match property: HubSpot does not keep its values unique. " +
        "Choose email (`email`) or crm_id (`crm_id`).",
      "Score (`score`) can't be written, so choose another property. HubSpot calculates it.",
      "The query has no column `gone`. Add it to the query, or choose another column for `score`.",
    ]);
  });
});
