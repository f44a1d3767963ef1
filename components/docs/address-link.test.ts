import { expect, test } from "vitest";
import { addressLink } from "./address-link";

const shipped = ["rejects", "errors"];

test.each([
  ["errors.md", { href: "/docs/errors", isOutside: false }],
  ["errors.md#error-ledger_open", { href: "/docs/errors#error-ledger_open", isOutside: false }],
  ["#csv", { href: "#csv", isOutside: false }],
  ["https://example.com/a", { href: "https://example.com/a", isOutside: true }],
  ["architecture.md", null],
  ["decisions/0005-s3-only.md", null],
  ["../CHANGELOG.md", null],
  ["javascript:alert(1)", null],
])("%s leads where the console has it", (href, address) => {
  expect(addressLink(href, shipped)).toEqual(address);
});
