import { expect, test } from "vitest";
import { KeySample } from "./key-sample";

const names = (count: number) => Array.from({ length: count }, (_, n) => `guest${n}@example.com`);

test("few keys are all in their sample, each once, with the value that came first", () => {
  const sample = new KeySample(10);
  for (const name of [...names(10), ...names(10)]) sample.add(name, `${name} as written`);
  expect(sample.list().toSorted()).toEqual(
    names(10)
      .map((name) => `${name} as written`)
      .toSorted(),
  );
});

test("of many there are as many as asked for, the same whatever their order, from all parts of them", () => {
  const all = names(50_000);
  const sampled = [all, all.toReversed()].map((keys) => {
    const sample = new KeySample(1_000);
    for (const key of keys) sample.add(key, key);
    return sample.list().toSorted();
  });
  expect(sampled[0]).toHaveLength(1_000);
  expect(sampled[0]).toEqual(sampled[1]);
  const firstHalf = sampled[0]?.filter((key) => Number(key.replace(/\D/g, "")) < 25_000).length ?? 0;
  expect(firstHalf).toBeGreaterThan(400);
  expect(firstHalf).toBeLessThan(600);
});
