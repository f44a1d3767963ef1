import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalPayload } from "./payload-hash";

const payloads = fc.dictionary(fc.string(), fc.string({ unit: "binary" }), { noNullPrototype: true });

it("tells different payloads apart", () => {
  expect(canonicalPayload({ a: "1", b: "2" })).not.toBe(canonicalPayload({ a: '1","b","2' }));
  expect(canonicalPayload({ a: "" })).not.toBe(canonicalPayload({}));
  expect(canonicalPayload({ a: "b" })).not.toBe(canonicalPayload({ b: "a" }));
  fc.assert(
    fc.property(payloads, (payload) => {
      const flat: unknown = JSON.parse(canonicalPayload(payload));
      const properties = Object.keys(payload).sort();
      expect(flat).toEqual(properties.flatMap((property) => [property, payload[property]]));
    }),
  );
});

it("doesn't mind the order of the properties", () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const reversed = Object.fromEntries(Object.entries(payload).reverse());
      expect(canonicalPayload(reversed)).toBe(canonicalPayload(payload));
    }),
  );
});
