import { expect, test } from "vitest";
import { RunSnapshot } from "../run-snapshot";
import { compareSnapshots } from "./compare-snapshots";

const before = RunSnapshot.parse({
  sourceId: "s1",
  portalId: "p1",
  query: { kind: "table", schema: "public", table: "people" },
  objectTypeId: "0-1",
  mode: "upsert",
  mapping: {
    match: { column: "email", property: "email" },
    fields: [
      { property: "firstname", value: { kind: "column", column: "first_name" }, whenEmpty: "skip" },
      { property: "company", value: { kind: "constant", value: "O'Brien & Sons 🙂" }, whenEmpty: "skip" },
      { property: "seniority", value: { kind: "column", column: "seniority" }, whenEmpty: "clear" },
    ],
  },
});
const nameOf = (id: string) => ({ s1: "Warehouse", s2: "Lake" })[id] ?? id;

test("the same sync has no changes", () => {
  expect(compareSnapshots(before, before, nameOf)).toEqual([]);
});

test("each change is told with what was and what is", () => {
  const after = RunSnapshot.parse({
    ...before,
    sourceId: "s2",
    query: { kind: "sql", sql: "select 1" },
    mode: "update",
    vanished: "archive",
    guard: { created: 5, missingShare: null },
    mapping: {
      match: { column: "mail", property: "email" },
      fields: [
        { property: "lastname", value: { kind: "column", column: "last_name" }, whenEmpty: "skip" },
        { property: "company", value: { kind: "constant", value: "" }, whenEmpty: "skip" },
        {
          property: "seniority",
          value: { kind: "column", column: "seniority" },
          whenEmpty: "skip",
          clean: ["trim", "lower"],
          valueMap: [
            { from: "boss", to: "lead" },
            { from: "none", to: "" },
          ],
          whenInvalid: "skip",
        },
      ],
    },
  });
  const kept = "when empty: HubSpot keeps what it has";
  expect(compareSnapshots(before, after, nameOf)).toEqual([
    { what: "Source", before: "Warehouse", after: "Lake" },
    { what: "Query", before: "public.people", after: "select 1" },
    { what: "What it does to records", before: "create and update records", after: "only update records" },
    { what: "Records whose rows have vanished", before: "leave them as they are", after: "archive them" },
    { what: "Matched by", before: "column email = property email", after: "column mail = property email" },
    { what: "Field firstname", before: `column first_name\n${kept}`, after: null },
    { what: "Field company", before: `constant O'Brien & Sons 🙂\n${kept}`, after: `constant nothing\n${kept}` },
    {
      what: "Field seniority",
      before: "column seniority\nwhen empty: HubSpot's value is emptied",
      after: `column seniority\n${kept}\ncleaned by: trim, lower\nvalue map: boss → lead, none → nothing\nwhen invalid: the value is left out`,
    },
    { what: "Field lastname", before: null, after: `column last_name\n${kept}` },
    { what: "Limit of created records", before: "none", after: "5" },
    { what: "Limit of vanished rows", before: "10 %", after: "none" },
  ]);
});
