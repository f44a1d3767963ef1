import { expect, test } from "vitest";
import { nameCause, splitMeaning } from "./name-cause";

const cause = { code: "INVALID_OPTION", property: "tier", option: "Enterprise+", meaning: "The value is no option." };

test.each([
  [
    "`Enterprise+` is not an option of Plan tier. HubSpot takes `A`, `B`.",
    "`Enterprise+` is not an option of Plan tier",
  ],
  [
    "`a. HubSpot takes b` is not an option of Tier. HubSpot takes `A`.",
    "`a. HubSpot takes b` is not an option of Tier",
  ],
  ['Enterprise+ was not one of the allowed options: ["A"]', "`Enterprise+` is not an option of `tier`"],
])("a refused option is named with its property: %s", (message, words) => {
  expect(nameCause({ ...cause, message })).toBe(words);
});

test("another cause is named by its property and what its code means", () => {
  const other = {
    ...cause,
    option: null,
    message: "“a” is no number.",
    meaning: "The value is not a number. It is 1.5 words.",
  };
  expect(nameCause({ ...other, code: "INVALID_NUMBER" })).toBe("`tier`: The value is not a number");
  expect(nameCause({ ...other, code: "MISSING_KEY", property: null })).toBe("The value is not a number");
});

test.each([
  ["The value is not a number.", "The value is not a number", null],
  ["The value is 1.5 words. Capitals count. Blanks don't.", "The value is 1.5 words", "Capitals count. Blanks don't."],
  ["No full stop", "No full stop", null],
])("what a title says of a meaning is told from the rest: %s", (meaning, first, more) => {
  expect(splitMeaning(meaning)).toEqual({ first, more });
});
