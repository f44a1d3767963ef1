import fc from "fast-check";
import { expect, test } from "vitest";
import { KeySieve } from "./key-sieve";

test("keys that are all different pass as such, a hundred thousand of them", () => {
  const sieve = new KeySieve();
  for (let n = 0; n < 100_000; n += 1) sieve.add(`person-${n}@example.com`);
  expect(sieve.areDistinct).toBe(true);
});

test("a key that comes again is always noticed", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 20 }), fc.nat(), (keys, place) => {
      const sieve = new KeySieve();
      for (const key of keys) sieve.add(key);
      sieve.add(keys[place % keys.length] ?? "");
      expect(sieve.areDistinct).toBe(false);
    }),
    { numRuns: 20 },
  );
});
