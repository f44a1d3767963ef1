import { expect, test } from "vitest";
import { isStorable } from "./is-storable";

test.each([
  ["an emoji, O'Brien and a backslash", { name: "😀 O'Brien \\u0000" }, true],
  ["65,536 characters", { sql: "x".repeat(65_536) }, true],
  ["numbers and nothing", [1, null, undefined, true], true],
  ["a NUL deep inside", { mapping: { fields: [{ value: "a\0b" }] } }, false],
  ["half of an emoji", { name: "😀".slice(0, 1) }, false],
])("%s: %#", (_, input, expected) => {
  expect(isStorable(input)).toBe(expected);
});
