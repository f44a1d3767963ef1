import { expect, test } from "vitest";
import { listRefusingRuns } from "./list-refusing-runs";

const ledger = { read: 0, unchanged: 0, created: 0, updated: 0, skipped: 0, rejected: 0, cancelled: 0 };
const run = (id: string, rejected: number) => ({
  id,
  requestedAt: `2026-11-29T10:00:${id.padStart(2, "0")}.000Z`,
  ledger: { ...ledger, read: rejected, rejected },
});

test("of each sync the two newest runs with rejects are looked through, the newest of all first", () => {
  const people = { id: "p", name: "People", recentRuns: [run("9", 0), run("8", 3), run("4", 1), run("2", 7)] };
  const deals = { id: "d", name: "Deals", recentRuns: [run("6", 1)] };
  const found = listRefusingRuns([people, { id: "c", name: "Clean", recentRuns: [run("7", 0)] }, deals]);
  expect(found.map(({ id, syncId, syncName }) => [id, syncId, syncName])).toEqual([
    ["8", "p", "People"],
    ["6", "d", "Deals"],
    ["4", "p", "People"],
  ]);
});

test("of fifty syncs no more than twelve runs are read", () => {
  const many = Array.from({ length: 50 }, (_, index) => ({
    id: String(index),
    name: `Sync ${index}`,
    recentRuns: [run(String(index), 1)],
  }));
  expect(listRefusingRuns(many)).toHaveLength(12);
});
