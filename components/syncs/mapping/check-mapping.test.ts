import { describe, expect, it } from "vitest";
import type { PreviewView } from "@/lib/api/sources";
import { readTemplate } from "@/lib/engine/read-template";
import { makeOptions, makeProperty } from "@/lib/engine/testing/make-property";
import { checkFields, checkMatch, explainUnwritable, listMappingProblems, listUnmappedRequired } from "./check-mapping";

const preview: PreviewView = {
  columns: [
    { name: "mail", type: "text", nativeType: "text" },
    { name: "employees", type: "text", nativeType: "text" },
  ],
  rows: [
    ["ada@example.com", "12"],
    ["grace@example.com", "a dozen"],
    ["Ada@Example.com", null],
    [null, "7"],
  ],
};
const properties = [
  makeProperty("email"),
  makeProperty("numemployees", "number"),
  makeProperty("createdate", "datetime", { whyNotMappable: "HubSpot sets it." }),
];
const context = { preview, properties, objectTypeId: "0-1", mode: "upsert" } as const;
const match = { column: "mail", property: "email" };

function fieldOf(property: string, column = "employees") {
  return { property, value: { kind: "column", column }, whenEmpty: "skip" } as const;
}

describe("checkMatch", () => {
  it("counts the rows that name a record, and those that name one twice", () => {
    expect(checkMatch(context, match)).toEqual({
      verdict: {
        kind: "checked",
        fit: 3,
        rows: 4,
        firstRefusal: "The match column for email is empty.",
        refusedOption: null,
        leftOut: 0,
        sample: "ada@example.com",
      },
      duplicates: 1,
    });
  });

  it("says what keeps a match from working", () => {
    expect(checkMatch(context, { column: "gone", property: "email" }).verdict).toEqual({
      kind: "problem",
      message: expect.stringContaining("no column `gone`"),
    });
  });
});

describe("checkFields", () => {
  it("tells what is wrong with a template before it is told where it goes", () => {
    const check = (template: string) =>
      checkFields({ ...context, readTemplate }, match, [
        { property: "", value: { kind: "template", template }, whenEmpty: "skip" },
      ]);
    expect(check("{{ mail | upcas }}")).toEqual([
      { kind: "problem", message: "Change the template: there is no filter `upcas` (line 1, character 11)." },
    ]);
    expect(check("{{ mial }}")).toEqual([{ kind: "problem", message: expect.stringContaining("no column `mial`") }]);
    expect(check("{{ mail }}")).toEqual([null]);
    expect(check("")).toEqual([null]);
  });

  it("counts the rows that fit and quotes the first refusal, a missing match value aside", () => {
    const [verdict] = checkFields(context, match, [fieldOf("numemployees")]);
    expect(verdict).toEqual({
      kind: "checked",
      fit: 3,
      rows: 4,
      firstRefusal: expect.stringContaining("`a dozen`"),
      refusedOption: null,
      leftOut: 0,
      sample: "12",
    });
  });

  it("names the first value that isn't an option, so that it can be added", () => {
    const industry = makeProperty("industry", "enumeration", {
      options: makeOptions({ "12": "Twelve", "7": "Seven" }),
    });
    const [verdict] = checkFields({ ...context, properties: [...properties, industry] }, match, [fieldOf("industry")]);
    expect(verdict).toMatchObject({ kind: "checked", fit: 3, refusedOption: "a dozen" });
  });

  it("lets no bad field hide what the others do", () => {
    const [bad, good] = checkFields(context, match, [fieldOf("createdate"), fieldOf("numemployees")]);
    expect(bad).toEqual({ kind: "problem", message: expect.stringContaining("HubSpot sets it.") });
    expect(good?.kind).toBe("checked");
  });

  it("finds the second of two fields that write one property", () => {
    const verdicts = checkFields(context, match, [fieldOf("numemployees"), fieldOf("numemployees", "mail")]);
    expect(verdicts.map((verdict) => verdict?.kind)).toEqual(["checked", "problem"]);
  });

  it("says nothing of a row that isn't filled in yet", () => {
    expect(checkFields(context, match, [fieldOf(""), fieldOf("numemployees", "")])).toEqual([null, null]);
  });

  it("says nothing of the fields while the match can't work", () => {
    expect(checkFields(context, { column: "gone", property: "email" }, [fieldOf("numemployees")])).toEqual([null]);
  });
});

describe("explainUnwritable", () => {
  it("tells a property that is gone from one that can't be written, without any rows", () => {
    expect(explainUnwritable("numemployees", properties)).toBeNull();
    expect(explainUnwritable("", properties)).toBeNull();
    expect(explainUnwritable("archived", properties)).toContain("no property `archived` here: it was archived");
    expect(explainUnwritable("createdate", properties)).toContain("HubSpot sets it.");
  });
});

describe("listUnmappedRequired", () => {
  const required = [makeProperty("dealname", "string", { isRequired: true }), ...properties];
  const mapping = { match, fields: [fieldOf("numemployees")] };
  const nothing = { every: [], oneOf: [] };

  it.each(["upsert", "create"] as const)("names what a new record lacks when the mode is %s", (mode) => {
    expect(listUnmappedRequired({ properties: required, mode }, mapping)).toEqual({ every: [required[0]], oneOf: [] });
  });

  it("asks for nothing that is mapped, or matched by, or where nothing is created", () => {
    const mapped = { match, fields: [fieldOf("dealname")] };
    const matched = { match: { column: "mail", property: "dealname" }, fields: [] };
    expect(listUnmappedRequired({ properties: required, mode: "upsert" }, mapped)).toEqual(nothing);
    expect(listUnmappedRequired({ properties: required, mode: "upsert" }, matched)).toEqual(nothing);
    expect(listUnmappedRequired({ properties: required, mode: "update" }, mapping)).toEqual(nothing);
  });

  it("names those of which one would do, until one is written", () => {
    const oneOf = ["name", "domain"].map((name) => makeProperty(name, "string", { isOneRequired: true }));
    const context = { properties: [...oneOf, makeProperty("code")], mode: "upsert" } as const;
    const byCode = { match: { column: "mail", property: "code" }, fields: [] };
    expect(listUnmappedRequired(context, byCode)).toEqual({ every: [], oneOf });
    expect(listUnmappedRequired(context, { ...byCode, fields: [fieldOf("domain")] })).toEqual(nothing);
  });
});

describe("listMappingProblems", () => {
  it("names everything that would stop a run, and nothing that only refuses rows", () => {
    expect(listMappingProblems(context, { match, fields: [fieldOf("numemployees")] })).toEqual([]);
    const problems = listMappingProblems(context, { match, fields: [fieldOf("createdate"), fieldOf("gone")] });
    expect(problems).toHaveLength(2);
  });
});
