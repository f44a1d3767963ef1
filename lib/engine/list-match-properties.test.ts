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

it("says why there is none, and what to do", () => {
  const { properties, whyNone } = listMatchProperties("0-2", [makeProperty("domain"), readOnly]);
  expect(properties).toEqual([]);
  expect(whyNone).toMatch(/^Companies have no property with unique values/);
  expect(whyNone).toContain("Require unique values");
  expect(whyNone).toContain("domain will not do");
  expect(listMatchProperties("2-77", []).whyNone).toMatch(/^Records of this type have no property/);
});
