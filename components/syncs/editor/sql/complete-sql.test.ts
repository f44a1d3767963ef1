import { CompletionContext } from "@codemirror/autocomplete";
import { PostgreSQL } from "@codemirror/lang-sql";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import type { CatalogueView } from "@/lib/api/sources";
import { completeWord, listColumnsInReach, listNames } from "./complete-sql";

const text = (...names: string[]) => names.map((name) => ({ name, nativeType: "text" }));
const catalogue: CatalogueView = {
  defaultSchema: "public",
  isWhole: true,
  tables: [
    { schema: "public", table: "people", columns: text("email", "Full Name", 'say "hi"') },
    { schema: "crm", table: "people", columns: text("email", "score") },
    { schema: "crm", table: "__proto__", columns: text("constructor") },
  ],
};

const labels = (sql: string) => listColumnsInReach(sql, catalogue).map(({ label }) => label);

test("only the columns of tables that the statement names are in reach, each once", () => {
  expect(labels("select  from crm.People p")).toEqual(["email", "Full Name", 'say "hi"', "score"]);
  expect(labels("select 1")).toEqual([]);
  expect(labels("")).toEqual([]);
});

test("names that PostgreSQL would read otherwise are put in quotes", () => {
  const applied = listColumnsInReach("from people", catalogue).map(({ label, apply }) => apply ?? label);
  expect(applied).toEqual(["email", '"Full Name"', '"say ""hi"""', "score"]);
});

test("schemas keep tables of one name apart, whatever they are named", () => {
  const names = listNames(catalogue);
  expect(names).toMatchObject({
    public: { people: [{ label: "email", detail: "text" }, {}, {}] },
    crm: { people: [{ label: "email" }, { label: "score" }] },
  });
  expect(Object.keys(Object.entries(names).find(([name]) => name === "crm")?.[1] ?? {})).toEqual([
    "people",
    "__proto__",
  ]);
});

test.each([
  ["sel", true],
  ["select * from crm.peo", false],
  ["select * from crm.", false],
  ['select * from crm."peo', false],
  ["select 1. fro", true],
])("after %j SQL's own words are offered: %s", async (sql, isOffered) => {
  const state = EditorState.create({ doc: sql, extensions: PostgreSQL.extension });
  const found = await completeWord(new CompletionContext(state, sql.length, false));
  expect((found?.options.length ?? 0) > 0).toBe(isOffered);
});
