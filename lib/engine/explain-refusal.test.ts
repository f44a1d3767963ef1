import { expect, it } from "vitest";
import { explainRefusal, isPreflightCode, preflightCatalogue } from "./explain-refusal";

it("explains each of our codes with a meaning and a fix, in whole sentences", () => {
  for (const code of Object.keys(preflightCatalogue)) {
    const explanation = explainRefusal(code);
    expect(explanation?.meaning, code).toMatch(/^[A-Z].*\.$/);
    expect(explanation?.fix, code).toMatch(/^[A-Z].*\.$/);
  }
});

it("knows nothing of codes that are not ours", () => {
  expect(explainRefusal("READ_ONLY_VALUE")).toBeNull();
  expect(isPreflightCode("toString")).toBe(false);
});
