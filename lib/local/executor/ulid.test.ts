import { expect, test } from "vitest";
import { makeEventId, makeUlid } from "./ulid";

test("ids are of 26 characters and sort by their time", () => {
  expect(makeUlid()).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(makeUlid(1_000) < makeUlid(1_001)).toBe(true);
  expect(makeUlid(1_469_918_176_385).slice(0, 10)).toBe("01ARYZ6S41");
});

test("a seed gives each event of a send its id, the same every time", () => {
  const seed = "1795422153997,6HEgD0rAX3NwHQ==";
  expect(makeEventId(seed, 0)).toBe(makeEventId(seed, 0));
  expect(makeEventId(seed, 1)).not.toBe(makeEventId(seed, 0));
  expect(makeEventId("1795422153997,other", 0)).not.toBe(makeEventId(seed, 0));
});

test.each([null, "", "no seed", "1,", "x,abc"])("without a seed (%j) every id is new", (seed) => {
  expect(makeEventId(seed, 0)).not.toBe(makeEventId(seed, 0));
});
