import { expect, test } from "vitest";
import type { RunStep } from "@/lib/api/runs";
import { measureProgress } from "./measure-progress";
import { measureSteps } from "./measure-steps";

const start = Date.parse("2026-11-23T10:00:00.000Z");
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

const steps: RunStep[] = [
  { name: "prepare", startedAt: at(0), endedAt: at(1.5) },
  { name: "plan", startedAt: at(1.5), endedAt: at(4) },
  { name: "deliver", startedAt: at(4), endedAt: null },
  { name: "finish", startedAt: null, endedAt: null },
];

test("a delivering run tells its pace and how long the rest takes at that pace", () => {
  const run = { status: "delivering", steps, rowsPlanned: 1000, rowsDelivered: 250 } as const;
  expect(measureProgress(run, start + 9_000)).toEqual({
    delivered: 250,
    planned: 1000,
    share: 0.25,
    rowsPerSecond: 50,
    secondsLeft: 15,
  });
});

test("there is no pace while a run waits, nor in the first moment, nor before the first row", () => {
  const run = { status: "delivering", steps, rowsPlanned: 1000, rowsDelivered: 250 } as const;
  expect(measureProgress({ ...run, status: "waiting" }, start + 9_000)?.secondsLeft).toBeNull();
  expect(measureProgress(run, start + 4_100)?.rowsPerSecond).toBeNull();
  expect(measureProgress({ ...run, rowsDelivered: 0 }, start + 9_000)?.rowsPerSecond).toBeNull();
});

test("there is no progress without a plan, or with an empty one", () => {
  const run = { status: "planning", steps, rowsDelivered: 0 } as const;
  expect(measureProgress({ ...run, rowsPlanned: null }, start)).toBeNull();
  expect(measureProgress({ ...run, rowsPlanned: 0 }, start)).toBeNull();
});

test("each step of a live run is done, running or waiting, with its time so far", () => {
  expect(measureSteps({ steps, finishedAt: null }, start + 9_000)).toEqual([
    { name: "prepare", label: "Prepare", state: "done", milliseconds: 1500 },
    { name: "plan", label: "Plan", state: "done", milliseconds: 2500 },
    { name: "deliver", label: "Deliver", state: "running", milliseconds: 5000 },
    { name: "finish", label: "Finish", state: "waiting", milliseconds: null },
  ]);
});

test("a run that ended early stopped in one step and never reached the ones after it", () => {
  const ended = steps.map((step) => (step.name === "deliver" ? { ...step, endedAt: at(6) } : step));
  const measured = measureSteps({ steps: ended, finishedAt: at(6) }, start + 999_000);
  expect(measured.map((step) => step.state)).toEqual(["done", "done", "stopped", "unreached"]);
  expect(measured[2]?.milliseconds).toBe(2000);
});

test("the last step of a run that went through is done, not stopped", () => {
  const ended = steps.map((step) => ({ ...step, startedAt: at(0), endedAt: step.name === "finish" ? at(9) : at(5) }));
  expect(measureSteps({ steps: ended, finishedAt: at(9) }, start).map((step) => step.state)).toEqual(
    Array(4).fill("done"),
  );
});
