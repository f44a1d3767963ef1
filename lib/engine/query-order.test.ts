import { expect, test } from "vitest";
import { hasOrder } from "./query-order";

const sql = (text: string) => ({ kind: "sql" as const, sql: text });

test.each([
  "select * from people order by id",
  "select * from people\nORDER   BY\n  updated_at desc",
  "with p as (select 1) select * from p order by 1 limit 5",
  "select '--' as a from t order by a",
  "select $$ ( $$ from t order by 1",
  "select (1), (2) from t/* ( */ order by 1",
  "select E'it\\'s (' from t order by 1",
])("%j has an order of its own", (text) => {
  expect(hasOrder(sql(text))).toBe(true);
});

test.each([
  "select * from people",
  "select * from (select * from people order by id) p",
  "select row_number() over (order by id) from people",
  "select 'order by' from people",
  "select 1 -- order by 1",
  "select 1 /* order by 1 */",
  "select $x$ order by 1 $x$",
  'select "order by" from people',
  "select reorder, by_whom from people",
  "",
])("%j has none", (text) => {
  expect(hasOrder(sql(text))).toBe(false);
});

test("a table has none", () => {
  expect(hasOrder({ kind: "table" })).toBe(false);
});
