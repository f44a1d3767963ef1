import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "@/lib/db";
import { checkRound } from "@/lib/local/chaos/check-round";
import { formatRounds } from "@/lib/local/chaos/format-rounds";
import type { VictimName } from "@/lib/local/chaos/plan-rounds";
import { type RoundResult, runRound } from "@/lib/local/chaos/run-round";
import { type ChaosWorld, startChaosWorld } from "@/lib/local/chaos/world";
import { readVariables } from "@/lib/local/settings";
import { getObjectStore } from "@/lib/storage/instance-store";

// What `npm run chaos` does for an hour, in half a minute.
const rounds: readonly (readonly [VictimName, number])[] = [
  ["app", 0.5],
  ["executor", 0.4],
  ["postgres", 0.6],
  ["s3", 0.1],
];
const results: RoundResult[] = [];
const dataDir = mkdtempSync(path.join(tmpdir(), "sluice-chaos-"));
let world: ChaosWorld;

beforeAll(async () => {
  const own = Object.entries(readVariables()).filter(([name]) => /^(PATH|HOME|TMPDIR|LANG|TZ|SystemRoot)$/.test(name));
  world = await startChaosWorld({ dataDir, rows: 3_000, variables: Object.fromEntries(own) });
});

afterAll(async () => {
  await world?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(rounds.map(([victim, at], index) => [victim, at, index + 1] as const))(
  "a run whose %s is killed at %d of its way ends with every row accounted for, none written twice, nothing left over",
  async (victim, at, round) => {
    const result = await runRound(world, round, [{ victims: [victim], at, downMs: 200 }]);
    results.push(result);
    expect(result.problems).toEqual([]);
    expect(result.resends).toBeLessThanOrEqual(100);
  },
);

test("the rounds make a table, and what is wrong is seen: a record too many, an object and a write that nobody asked for", async () => {
  expect(formatRounds(results).split("\n")).toHaveLength(2 + rounds.length);
  const { id: runId } = await getDb().run.findFirstOrThrow({ orderBy: { id: "desc" } });
  const place = { portal: world.hubId, objectType: "0-1" };
  await world.door.ask("POST", "/records", { ...place, records: [{ properties: { email: "x@example.com" } }] });
  await getObjectStore().putText("runs/nobody/plans/1/chunks/00000.ndjson.gz", "{}\n");
  await world.door.ask("POST", "/reset-counts");
  const round = rounds.length;
  const { problems, resends } = await checkRound(world, { round, runId, kills: 0, quietMs: 0 });
  expect(problems).toEqual([
    "HubSpot has records of 2995 rows, not of 2994.",
    "1 records are there twice or don't hold what their row has.",
    "1 objects are left over, runs/nobody/plans/1/chunks/00000.ndjson.gz for one.",
  ]);
  expect(resends).toBe(-2_994);
  const tampered = await checkRound(world, { round: 1, runId, kills: 0, quietMs: 0 });
  expect(tampered.problems[0]).toContain("count as created");
});
