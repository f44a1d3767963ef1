import { expect, test } from "vitest";
import type { SyncListItem } from "@/lib/api/syncs";
import { listFirstSteps } from "./list-first-steps";

type KnownSync = Parameters<typeof listFirstSteps>[1][number];

const run = { dryRun: null } as SyncListItem["recentRuns"][number];
const dryRun = { dryRun: { wouldCreate: 1, wouldUpdate: 0, wouldRemove: 0 } } as SyncListItem["recentRuns"][number];
const sync: KnownSync = { id: "s1", lastRun: null, schedule: { kind: "manual" }, recentRuns: [] };
const counts = { portals: 1, sources: 1, syncs: 1 };

const listDone = (syncs: readonly KnownSync[]) =>
  listFirstSteps(counts, syncs)?.flatMap(({ id, isDone }) => (isDone ? [id] : []));

test("a new workspace has everything before it", () => {
  const steps = listFirstSteps({ portals: 0, sources: 0, syncs: 0 }, []);
  expect(steps?.map((step) => step.isDone)).toEqual([false, false, false, false, false, false]);
});

test("a sync that was made leads to its check, a check to its run, and a run to its schedule", () => {
  expect(listDone([sync])).toEqual(["portal", "source", "sync"]);
  expect(listFirstSteps(counts, [sync])?.find(({ isDone }) => !isDone)?.href).toBe("/syncs/s1#check");
  expect(listDone([{ ...sync, recentRuns: [dryRun] }])).toEqual(["portal", "source", "sync", "check"]);
  const hasRun = { ...sync, lastRun: run, recentRuns: [run] };
  expect(listDone([hasRun])).toEqual(["portal", "source", "sync", "check", "run"]);
  expect(listFirstSteps(counts, [hasRun])?.find(({ isDone }) => !isDone)?.href).toBe("/syncs/s1#when");
});

test("the list ends with a schedule, a second sync, or runs enough by hand", () => {
  const hasRun = { ...sync, lastRun: run, recentRuns: [run] };
  expect(listFirstSteps(counts, [{ ...hasRun, schedule: { kind: "interval", minutes: 15 } }])).toBeNull();
  expect(listFirstSteps(counts, [hasRun, sync])).toBeNull();
  expect(listFirstSteps(counts, [{ ...hasRun, recentRuns: [run, run, run, run, run] }])).toBeNull();
});

test("a workspace that has run something isn't asked to connect again when its portal is disconnected", () => {
  const steps = listFirstSteps({ ...counts, portals: 0 }, [{ ...sync, lastRun: run, recentRuns: [run] }]);
  expect(steps?.find(({ isDone }) => !isDone)?.id).toBe("schedule");
});
