import { expect, test } from "vitest";
import { findPlace, keyEntry, makeSieve, recordEntry } from "./page-sieve";

/** As the database looks. */
function canHold(sieve: Uint8Array, entry: string): boolean {
  const { block, bits } = findPlace(entry);
  const start = (block % (sieve.length / 64)) * 64;
  return bits.every((bit) => ((sieve[start + (bit >>> 3)] ?? 0) & (1 << (bit & 7))) !== 0);
}

const keys = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => keyEntry(`person${from + index}@example.com`));
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => recordEntry(String(100_000_000_000 + from + index)));

test("a sieve lets every entry through that it holds, and hardly any other", () => {
  const held = [...keys(0, 5_000), ...ids(0, 5_000)];
  const sieve = makeSieve(held);
  expect(sieve.length).toBeLessThan(3.1 * 5_000);
  expect(held.every((entry) => canHold(sieve, entry))).toBe(true);
  const others = [...keys(5_000, 25_000), ...ids(5_000, 25_000)];
  const wrong = others.filter((entry) => canHold(sieve, entry)).length;
  expect(wrong / others.length).toBeLessThan(0.02);
});

test("a sieve of nothing lets nothing through, and odd entries find their place", () => {
  expect(canHold(makeSieve([]), keyEntry("ada@example.com"))).toBe(false);
  const odd = ["", "🙂", "O'Brien", "x".repeat(512)].map(keyEntry);
  expect(odd.every((entry) => canHold(makeSieve(odd), entry))).toBe(true);
  expect(findPlace(keyEntry("5"))).not.toEqual(findPlace(recordEntry("5")));
});
