import fc from "fast-check";
import { expect, it } from "vitest";
import { createCanonicalWriter } from "./payload-hash";

const names = ["a", "b", "c", "10", "2"];
const values = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
const payloads = fc
  .subarray(names, { minLength: 0 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, values])), { noNullPrototype: true }));
const write = createCanonicalWriter(names);

it("tells different payloads apart", () => {
  expect(write({ a: "1", b: "2" })).not.toBe(write({ a: "1b2" }));
  expect(write({ a: "" })).not.toBe(write({}));
  expect(write({ a: "b" })).not.toBe(write({ b: "a" }));
  fc.assert(
    fc.property(payloads, (payload) => {
      const parts = write(payload).split("\0").slice(0, -1);
      const read = Object.fromEntries(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1]]] : [])));
      expect(read).toEqual(payload);
    }),
  );
});

it("doesn't mind the order of the properties, in the payload or in the mapping", () => {
  const writeReversed = createCanonicalWriter(names.toReversed());
  fc.assert(
    fc.property(payloads, (payload) => {
      const reversed = Object.fromEntries(Object.entries(payload).reverse());
      expect(write(reversed)).toBe(write(payload));
      expect(writeReversed(payload)).toBe(write(payload));
    }),
  );
});
