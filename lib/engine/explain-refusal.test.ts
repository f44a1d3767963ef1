import { expect, it } from "vitest";
import { isPreflightCode, preflightCatalogue } from "./explain-refusal";

it("explains each of our codes with a meaning and a fix, in whole sentences", () => {
  for (const [code, { meaning, fix }] of Object.entries(preflightCatalogue)) {
    expect(meaning, code).toMatch(/^[A-Z].*\.$/);
    expect(fix, code).toMatch(/^[A-Z].*\.$/);
  }
});

it("knows nothing of codes that are not ours", () => {
  expect(isPreflightCode("READ_ONLY_VALUE")).toBe(false);
  expect(isPreflightCode("toString")).toBe(false);
});
