import { expect, test } from "vitest";
import { makeReject } from "./make-reject";
import { tallyRejects } from "./run-causes";

const row = { rowNumber: 7, matchValue: "ada@example.com", cells: ["ada@example.com"], payload: {}, origin: null };

test("a reject goes by its first refusal and keeps the others", () => {
  const refuse = (code: string) => ({ code, property: "tier", option: null, message: `${code}!` });
  const reject = makeReject(row, "preflight", [refuse("ONE"), refuse("TWO")]);
  expect(reject).toMatchObject({ code: "ONE", stage: "preflight", rowNumber: 7, correlationId: null });
  expect(reject.alsoRefused).toEqual([{ code: "TWO", property: "tier", message: "TWO!" }]);
});

test.each([
  ["long", "x".repeat(400)],
  ["unprintable", "a\tb\u0000c"],
  ["broken", "half a pair \uD83D"],
])("an option that is %s is written as its cause has it, so that the two find each other", (_what, option) => {
  const refusal = { code: "INVALID_OPTION", property: "tier", option, message: "Not an option." };
  const reject = makeReject(row, "hubspot", [refusal]);
  expect(tallyRejects([reject]).map((cause) => cause.option)).toEqual([reject.option]);
});
