import { expect, test } from "vitest";
import { ApiError } from "@/lib/api/problem";
import { findOffset, placeFault } from "./place-fault";

function refuse(line: number, column: number) {
  const message = `The query failed. Postgres says at line ${line}, column ${column}: column "wrong" does not exist.`;
  return new ApiError({ code: "source_query_failed", message, place: { line, column } }, 422);
}

test.each([
  ["select wrong", 1, 8, { line: 1, column: 8 }],
  ["\n\n  select wrong", 1, 8, { line: 3, column: 10 }],
  ["  \n select 1,\n  wrong", 2, 3, { line: 3, column: 3 }],
])("a fault stands where the person wrote it: %j", (written, line, column, expected) => {
  expect(placeFault(written, refuse(line, column))).toEqual({
    ...expected,
    message: 'Column "wrong" does not exist.',
  });
});

test("what names no place has none", () => {
  expect(placeFault("select 1", null)).toBeNull();
  expect(placeFault("select 1", new TypeError("gone"))).toBeNull();
  expect(placeFault("select 1", new ApiError({ code: "source_timeout", message: "Too long." }, 504))).toBeNull();
});

test("characters outside the basic plane count once", () => {
  expect("'🛫é' || wrong".slice(findOffset("'🛫é' || wrong", 9))).toBe("wrong");
  expect(findOffset("short", 99)).toBe(5);
});
