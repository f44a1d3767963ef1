import { expect, test } from "vitest";
import { listFirstSteps } from "./list-first-steps";

test("a new workspace has everything before it", () => {
  const steps = listFirstSteps({ portals: 0, sources: 0, syncs: 0 }, []);
  expect(steps?.map((step) => step.isDone)).toEqual([false, false, false, false]);
});

test("the last step leads to the sync that was made, and its first run ends the list", () => {
  const counts = { portals: 1, sources: 1, syncs: 1 };
  const steps = listFirstSteps(counts, [{ id: "s1", lastRun: null }]);
  expect(steps?.map((step) => step.isDone)).toEqual([true, true, true, false]);
  expect(steps?.at(-1)?.href).toBe("/syncs/s1");
  expect(listFirstSteps(counts, [{ id: "s1", lastRun: {} }])).toBeNull();
});

test("a workspace that has run something isn't asked to begin again when its portal is disconnected", () => {
  expect(listFirstSteps({ portals: 0, sources: 1, syncs: 1 }, [{ id: "s1", lastRun: {} }])).toBeNull();
});
