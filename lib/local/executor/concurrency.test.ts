import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseFitting, findConcurrency } from "./concurrency";
import { FunctionConfig } from "./registration";

const event = { id: "e", name: "t/x", ts: 5, data: { portal: 7 } };

function configure(concurrency: unknown): FunctionConfig {
  return FunctionConfig.parse({ id: "app-f", triggers: [], steps: { step: {} }, concurrency });
}

test("a limit is the function's own, unless its scope says that it is shared", () => {
  expect(findConcurrency(configure(4), event)).toEqual({ keys: ["fn:app-f:"], limits: [4] });
  expect(findConcurrency(configure({ limit: 1, key: "event.data.portal" }), event).keys).toEqual(["fn:app-f:7"]);
  expect(findConcurrency(configure([{ limit: 1, scope: "account", key: "'hubspot'" }]), event).keys).toEqual([
    'account:"hubspot"',
  ]);
  expect(findConcurrency(configure(undefined), event).keys).toEqual([]);
  expect(findConcurrency(configure({ limit: 0 }), event).keys).toEqual([]);
});

test("what is chosen never goes past a limit, and nothing that fits is left while there is room", () => {
  const key = fc.constantFrom<string>("a", "b", "c");
  const candidate = fc.record({ keys: fc.uniqueArray(key, { maxLength: 2 }), limit: fc.integer({ min: 1, max: 3 }) });
  const running = fc.dictionary(key, fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(candidate), running, fc.integer({ min: 1, max: 5 }), (candidates, held, count) => {
      const jobs = candidates.map(({ keys, limit }, index) => ({
        id: `${index}`,
        keys,
        limits: keys.map(() => limit),
      }));
      const chosen = new Set(chooseFitting(jobs, new Map(Object.entries(held)), count).map(({ id }) => id));
      const load = (name: string) =>
        (held[name] ?? 0) + jobs.filter(({ id, keys }) => chosen.has(id) && keys.includes(name)).length;
      const isFull = ({ keys, limits }: (typeof jobs)[number]) =>
        keys.some((name, at) => load(name) >= (limits[at] ?? 0));
      expect(chosen.size).toBeLessThanOrEqual(count);
      for (const job of jobs) {
        if (!chosen.has(job.id) && chosen.size < count) expect(isFull(job)).toBe(true);
      }
      const lowest = (name: string) =>
        Math.max(0, ...jobs.filter(({ keys }) => keys.includes(name)).flatMap((job) => job.limits));
      for (const name of ["a", "b", "c"])
        expect(load(name)).toBeLessThanOrEqual(Math.max(held[name] ?? 0, lowest(name)));
    }),
  );
});
