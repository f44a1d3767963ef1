import { expect, test } from "vitest";
import { createPayloadHasher, toSignedDecimal } from "./hash-payload";

test("a payload's hash is 64 bits that don't depend on the order of its properties", () => {
  const hashPayload = createPayloadHasher(["firstname", "lastname"]);
  const hash = hashPayload({ firstname: "Ada", lastname: "" });
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(hash).toBe(hashPayload({ lastname: "", firstname: "Ada" }));
  expect(hash).not.toBe(hashPayload({ firstname: "", lastname: "Ada" }));
  expect(hash).not.toBe(hashPayload({ firstname: "Ada" }));
});

test("PostgreSQL keeps it as a signed number", () => {
  expect(toSignedDecimal("0000000000000010")).toBe("16");
  expect(toSignedDecimal("ffffffffffffffff")).toBe("-1");
  expect(toSignedDecimal("8000000000000000")).toBe("-9223372036854775808");
});
