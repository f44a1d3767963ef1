import { expect, test } from "vitest";
import { countCalls, forecastCalls, type PlannedChunks } from "./forecast";

const plan: PlannedChunks = {
  mode: "upsert",
  isByRecordId: false,
  hasRules: false,
  rows: [5_000, 101],
  removals: { kind: "clear", records: [] },
};

test.each<[number, string, Partial<PlannedChunks>]>([
  [52, "an upsert takes a call a batch, and a chunk ends its last batch", {}],
  [104, "whoever only creates looks first", { mode: "create" }],
  [104, "whoever only updates looks first", { mode: "update" }],
  [52, "by the record id there is nothing to look up", { mode: "update", isByRecordId: true }],
  [104, "what isn't always written is looked up", { hasRules: true }],
  [104, "by the record id as well", { mode: "update", isByRecordId: true, hasRules: true }],
  [104, "whoever only creates doesn't look twice", { mode: "create", hasRules: true }],
  [54, "records are cleared in a call a batch", { removals: { kind: "clear", records: [150] } }],
  [56, "archived records are looked up", { removals: { kind: "archive", records: [150] } }],
  [0, "nothing to send takes no call", { rows: [] }],
])("%i calls: %s", (calls, _why, change) => {
  expect(countCalls({ ...plan, ...change })).toBe(calls);
});

test.each([
  [0, 0.1, { seconds: 0, share: 0 }],
  [1, 0.1, { seconds: 1, share: 0.01 }],
  [90, 0.1, { seconds: 10, share: 0.9 }],
  [9_000, 0.1, { seconds: 1_000, share: 0.9 }],
  [9_000, 0.9, { seconds: 9_000, share: 0.1 }],
  [9_000, 0, { seconds: 900, share: 1 }],
])("%i calls with a reserve of %d take %o of 100 calls in 10 s", (calls, reserve, expected) => {
  expect(forecastCalls(calls, { calls: 100, intervalMs: 10_000 }, reserve)).toEqual(expected);
});

test("a small allowance with a large reserve still lets one call through", () => {
  expect(forecastCalls(3, { calls: 5, intervalMs: 1_000 }, 0.9)).toEqual({ seconds: 3, share: 0.2 });
});
