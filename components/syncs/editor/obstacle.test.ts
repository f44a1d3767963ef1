import { expect, test } from "vitest";
import { findPlace } from "./focus-place";
import { tellOnce } from "./obstacle";

test("what two rows lack is told of each, at its place, and the same of one place once", () => {
  const message = "Choose a property.";
  const first = { message, place: findPlace("mapping.fields.0.property") };
  const second = { message, place: findPlace("mapping.fields.2.property") };
  expect(tellOnce([first, second, { ...first }])).toEqual([first, second]);
});
