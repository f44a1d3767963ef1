import { expect, test } from "vitest";
import { suggestFields } from "./suggest-mapping";
import { makeOptions, makeProperty } from "./testing/make-property";

const properties = [
  makeProperty("email"),
  makeProperty("domain"),
  makeProperty("phone", "phone_number"),
  makeProperty("tier", "enumeration", { options: makeOptions({ gold: "Gold", silver: "Silver" }) }),
  makeProperty("city"),
];
const column = (name: string) => ({ name, type: "text" as const, nativeType: "text" });

test.each([
  [["a@x.org", "b@x.org", "c@x.org", ""], "email", "values look like e-mail addresses"],
  [["acme.example", "www.acme.co.uk", "x.org"], "domain", "values look like domains"],
  [["+49 30 123456", "+1 (555) 0100-22", "+447700900123"], "phone", "values look like phone numbers"],
  [["gold", "Silver", "gold"], "tier", "values are its options"],
])("%j is suggested for %s, since %s", (cells, property, reason) => {
  const suggested = suggestFields(
    [column("x1")],
    properties,
    cells.map((cell) => [cell]),
  );
  expect(suggested).toMatchObject([{ field: { property, value: { column: "x1" } }, reason }]);
});

test.each([[["a@x.org", "none", "c@x.org"]], [["a@x.org", "b@x.org"]], [["gold", "gold", "gold"]], [["", "", ""]]])(
  "%j is suggested for nothing",
  (cells) => {
    expect(
      suggestFields(
        [column("x1")],
        properties,
        cells.map((cell) => [cell]),
      ),
    ).toEqual([]);
  },
);

test("a name goes before what the values look like, and says which of the two it was", () => {
  const rows = ["a@x.org", "b@x.org", "c@x.org"].map((cell) => [cell, cell]);
  expect(suggestFields([column("x1"), column("e_mail")], properties, rows)).toMatchObject([
    { field: { property: "email", value: { column: "e_mail" } }, reason: "same name" },
  ]);
});
