import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalize, hashSigningKey, isSameSecret, isSignatureValid, signBody } from "./signature";

const key = `signkey-prod-${"0123abcd".repeat(8)}`;
const now = new Date("2030-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test("canonical JSON says the same, whatever the order of the keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(JSON.parse(canonicalize(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalize(reversed)).toBe(canonicalize(value));
    }),
  );
});

test("keys are in the order of their UTF-16 units, and what is undefined is left out", () => {
  expect(canonicalize({ b: 1, a: { d: undefined, c: [undefined, 1e21, "é"] }, B: null })).toBe(
    '{"B":null,"a":{"c":[null,1e+21,"é"]},"b":1}',
  );
});

test("a signature holds for its body and its key, for five minutes", () => {
  const signature = signBody("body", key, now);
  expect(isSignatureValid(signature, "body", key, later(299))).toBe(true);
  expect(isSignatureValid(signature, "bodY", key, now)).toBe(false);
  expect(isSignatureValid(signature, "body", `signkey-prod-${"00".repeat(32)}`, now)).toBe(false);
  expect(isSignatureValid(signature, "body", key, later(301))).toBe(false);
  expect(isSignatureValid(signature, "body", key, later(-301))).toBe(false);
});

test.each([null, "", "t=1", "s=abc", "t=&s=", "t=x&s=abc", "nonsense"])("%j is no signature", (header) => {
  expect(isSignatureValid(header, "body", key, now)).toBe(false);
});

test("the bearer token is the hash of the key's bytes, behind the key's prefix", () => {
  // sha256 of the one byte 0x00
  expect(hashSigningKey("signkey-prod-00")).toBe(
    "signkey-prod-6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  );
});

test("secrets are compared whole", () => {
  expect(isSameSecret("abc", "abc")).toBe(true);
  expect(isSameSecret("abc", "abcd")).toBe(false);
  expect(isSameSecret("", "abc")).toBe(false);
});
