import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_BATCH, splitIntoBatches } from "./batches";

it("keeps the order, loses nothing, and fills all batches but the last", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (items, size) => {
      const batches = splitIntoBatches(items, size);
      expect(batches.flat()).toEqual(items);
      expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
      expect(batches.every((batch) => batch.length > 0 && batch.length <= size)).toBe(true);
    }),
  );
});

it("makes batches of HubSpot's limit unless told otherwise", () => {
  const sizes = splitIntoBatches(Array.from({ length: 250 }, (_, index) => index)).map((batch) => batch.length);
  expect(sizes).toEqual([MAX_BATCH, MAX_BATCH, 50]);
});

it("refuses a size that would never end", () => {
  for (const size of [0, -1, 1.5, Number.NaN]) expect(() => splitIntoBatches([1], size)).toThrow(RangeError);
});
