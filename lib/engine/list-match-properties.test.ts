import { expect, it } from "vitest";
import { listMatchProperties } from "./list-match-properties";
import { makeProperty } from "./testing/make-property";

const unique = makeProperty("warehouse_id", "string", { isUnique: true });
const readOnly = makeProperty("hs_key", "string", { isUnique: true, whyNotMappable: "It is read-only." });
const email = makeProperty("email");

it("lists what is unique and may be written, e-mail first on contacts", () => {
  const all = [makeProperty("city"), readOnly, unique, email];
  expect(listMatchProperties("0-1", all)).toEqual({ properties: [email, unique], whyNone: null });
  expect(listMatchProperties("0-2", all)).toEqual({ properties: [unique], whyNone: null });
});

it("lists the record id last, and still says that nothing could be created by it", () => {
  const recordId = makeProperty("hs_object_id", "number", { whyNotMappable: "HubSpot gives it." });
  expect(listMatchProperties("0-1", [recordId, email, unique])).toEqual({
    properties: [email, unique, recordId],
    whyNone: null,
  });
  const { properties, whyNone } = listMatchProperties("0-7", [recordId]);
  expect(properties).toEqual([recordId]);
  expect(whyNone).toContain("only be matched by its record id, which creates nothing");
});

it("says why there is none, and what to do", () => {
  const { properties, whyNone } = listMatchProperties("0-2", [makeProperty("domain"), readOnly]);
  expect(properties).toEqual([]);
  expect(whyNone).toMatch(/^Companies have no property with unique values/);
  expect(whyNone).toContain("Require unique values");
  expect(whyNone).toContain("domain will not do");
  expect(listMatchProperties("2-77", []).whyNone).toMatch(/^Records of this type have no property/);
});
