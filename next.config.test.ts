import fc from "fast-check";
import { getPathMatch } from "next/dist/shared/lib/router/utils/path-match";
import { expect, test } from "vitest";
import config from "./next.config";

async function readPattern() {
  const rewrites = await config.rewrites?.();
  if (!rewrites || Array.isArray(rewrites)) throw new Error("The rewrites don't say when they apply.");
  const source = rewrites.beforeFiles?.find(({ destination }) => destination === "/nowhere")?.source;
  if (source === undefined) throw new Error("Nothing leads to /nowhere.");
  return getPathMatch(source, { strict: true });
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ["half a sequence", "/runs/%E0%A4%A"],
  ["a byte that UTF-8 doesn't have", "/syncs/%ff"],
  ["nothing behind the sign", "/%"],
  ["two bytes for what takes one", "/docs/%C0%80"],
  ["three bytes for what takes one", "/docs/%E0%80%80"],
  ["half a pair", "/docs/%ED%A0%80"],
  ["four bytes for what takes one", "/docs/%F0%80%80%80"],
  ["beyond the last character", "/docs/%F4%90%80%80"],
  ["a lead of four that there isn't", "/docs/%F5%80%80%80"],
])("an address with %s leads nowhere", async (_name, path) => {
  expect(canDecode(path)).toBe(false);
  expect((await readPattern())(path)).not.toBe(false);
});

test.each(["/runs", "/docs/na%C3%AFve", "/docs/%E2%82%AC/%ED%9F%BF", "/docs/%f0%9f%98%80%F4%8F%BF%BF", "/docs/100%25"])(
  "%s is taken as it is",
  async (path) => {
    expect(canDecode(path)).toBe(true);
    expect((await readPattern())(path)).toBe(false);
  },
);

test("an address leads nowhere exactly when it can't be decoded", async () => {
  const isUndecodable = await readPattern();
  // Bytes at the ends of UTF-8's ranges, so that sequences come about at all.
  const byte = fc.constantFrom(
    ..."00 41 7f 80 8f 90 9f a0 bf c0 c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff".split(" "),
  );
  fc.assert(
    fc.property(fc.array(byte, { minLength: 1, maxLength: 5 }), (bytes) => {
      const path = `/docs/a${bytes.map((hex) => `%${hex}`).join("")}`;
      expect(isUndecodable(path) !== false).toBe(!canDecode(path));
    }),
    { numRuns: 5_000 },
  );
});
