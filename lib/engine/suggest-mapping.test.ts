import { describe, expect, it, test } from "vitest";
import { compileMapping } from "./compile-mapping";
import { suggestFields, suggestMatch } from "./suggest-mapping";
import { makeProperty } from "./testing/make-property";
import type { Column, ColumnType, Property } from "./types";

function makeColumn(name: string, type: ColumnType = "text"): Column {
  return { name, type, nativeType: type };
}

function suggestPairs(columns: Column[], properties: Property[]): string[] {
  return suggestFields(columns, properties).map(({ field: { property, value } }) =>
    value.kind === "column" ? `${value.column} → ${property}` : property,
  );
}

const contactProperties = [
  makeProperty("email", "string", { label: "Email" }),
  makeProperty("firstname", "string", { label: "First Name" }),
  makeProperty("lastname", "string", { label: "Last Name" }),
  makeProperty("phone", "string", { label: "Phone Number" }),
  makeProperty("zip", "string", { label: "Postal Code" }),
  makeProperty("company", "string", { label: "Company Name" }),
  makeProperty("website", "string", { label: "Website URL" }),
  makeProperty("warehouse_id", "string", { label: "Warehouse ID", isUnique: true }),
  makeProperty("last_order", "date", { label: "Last order" }),
  makeProperty("createdate", "datetime", { label: "Create Date", whyNotMappable: "HubSpot sets it." }),
];

describe("suggestFields", () => {
  test.each([
    ["first_name", "firstname"],
    ["FirstName", "firstname"],
    ["given-name", "firstname"],
    ["Surname", "lastname"],
    ["phone_number", "phone"],
    ["customerPhone", "phone"],
    ["contact_phone_number", "phone"],
    ["postcode", "zip"],
    ["postal code", "zip"],
    ["company_name", "company"],
    ["url", "website"],
    ["homepage", "website"],
    ["WAREHOUSE ID", "warehouse_id"],
  ])("finds the property for %s", (column, property) => {
    expect(suggestPairs([makeColumn(column)], contactProperties)).toEqual([`${column} → ${property}`]);
  });

  it("takes a company's name for its name", () => {
    expect(suggestPairs([makeColumn("company_name")], [makeProperty("name")])).toEqual(["company_name → name"]);
  });

  it("uses every column and every property once, and prefers the better resemblance", () => {
    const columns = ["telephone", "phone", "first_name", "fname"].map((name) => makeColumn(name));
    expect(suggestPairs(columns, contactProperties)).toEqual(["phone → phone", "first_name → firstname"]);
    expect(suggestPairs([makeColumn("phone"), makeColumn("phone")], contactProperties)).toEqual(["phone → phone"]);
  });

  it("leaves out what can't be written, what doesn't fit the type, and what resembles nothing", () => {
    const columns = [
      makeColumn("createdate", "timestamptz"),
      makeColumn("last_order", "boolean"),
      makeColumn("_"),
      makeColumn("blob"),
    ];
    expect(suggestFields(columns, contactProperties)).toEqual([]);
    expect(suggestPairs([makeColumn("last_order", "timestamptz")], contactProperties)).toEqual([
      "last_order → last_order",
    ]);
  });

  it("suggests a list only for a property that takes several options", () => {
    const single = makeProperty("tags", "enumeration", { fieldType: "select" });
    expect(suggestPairs([makeColumn("tags", "array")], [single])).toEqual([]);
    expect(suggestPairs([makeColumn("tags", "array")], [{ ...single, fieldType: "checkbox" }])).toEqual([
      "tags → tags",
    ]);
  });
});

describe("suggestMatch", () => {
  const columns = [makeColumn("warehouse_id"), makeColumn("Email Address"), makeColumn("first_name")];

  it("matches contacts by e-mail where there is one, else by what is unique", () => {
    expect(suggestMatch(columns, contactProperties, "0-1")).toEqual({ column: "Email Address", property: "email" });
    expect(suggestMatch(columns.slice(0, 1), contactProperties, "0-1")).toEqual({
      column: "warehouse_id",
      property: "warehouse_id",
    });
  });

  it("suggests nothing where nothing fits", () => {
    expect(suggestMatch(columns.slice(1), contactProperties, "0-2")).toBeNull();
    expect(suggestMatch([], contactProperties, "0-1")).toBeNull();
  });

  it("makes a mapping that compiles, together with the suggested fields", () => {
    const match = suggestMatch(columns, contactProperties, "0-1");
    if (match === null) throw new Error("no match was suggested");
    const fields = suggestFields(
      columns,
      contactProperties.filter(({ name }) => name !== match.property),
    ).map(({ field }) => field);
    const mapping = { match, fields };
    const target = { properties: contactProperties, objectTypeId: "0-1", mode: "upsert" } as const;
    expect(compileMapping({ mapping, columns, ...target })).toHaveProperty("ok", true);
  });
});
