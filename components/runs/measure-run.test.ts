import { expect, test } from "vitest";
import type { RunStep } from "@/lib/api/runs";
import { describeRemaining } from "./describe-remaining";
import { beginPace, measurePace, measureRecentRows } from "./measure-pace";
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
    secondsLeft: [13, 17],
  });
});

test("a pace that has changed of late widens what is left, one that is none doesn't", () => {
  const run = { status: "delivering", steps, rowsPlanned: 1000, rowsDelivered: 250 } as const;
  expect(measureProgress(run, start + 9_000, 25)?.secondsLeft).toEqual([13, 33]);
  expect(measureProgress(run, start + 9_000, 100)?.secondsLeft).toEqual([6, 17]);
  expect(measureProgress(run, start + 9_000, 0)?.secondsLeft).toEqual([13, 17]);
});

test.each([
  [[0, 1], "a moment"],
  [[0, 4], "up to 4 s"],
  [[8, 12], "8–12 s"],
  [[100, 119], "100–119 s"],
  [[130, 170], "2–3 min"],
  [[60, 120], "1–2 min"],
  [[6_500, 7_300], "1–3 h"],
  [[36_000, 36_000], "about 10 h"],
] as const)("%j seconds are told as %s", (range, words) => {
  expect(describeRemaining(range)).toBe(words);
});

test("the pace of a delivery is told in bars that cover it, and by what is delivered in all", () => {
  const spans = Array.from({ length: 300 }, (_, at) => ({ at, seconds: 1, calls: 10, rows: 1_000 }));
  const pace = measurePace({ spans, allowance: { calls: 190, intervalMs: 10_000 }, reserveShare: 0.1 });
  expect(pace).toMatchObject({ seconds: 300, callsPerSecond: 10, rowsPerSecond: 1_000 });
  expect(pace?.allowance?.all).toBeCloseTo(19);
  expect(pace?.allowance?.ours).toBeCloseTo(17.1);
  expect(pace?.bars).toHaveLength(100);
  expect(pace?.bars.every(({ callsPerSecond }) => callsPerSecond === 10)).toBe(true);
  expect(measureRecentRows({ spans, allowance: null, reserveShare: 0 })).toBe(1_000);
});

test("a burst at the beginning uses what it takes of HubSpot's window, and no more", () => {
  const spans = [17, 10, 3].map((calls, at) => ({ at, seconds: at === 2 ? 0.6 : 1, calls, rows: 97 * calls }));
  const pace = measurePace({ spans, allowance: { calls: 110, intervalMs: 10_000 }, reserveShare: 0.1 });
  // A second of it is faster than the allowance is on average.
  expect(pace?.callsPerSecond).toBeGreaterThan(11);
  expect(pace?.allowance?.fullestShare).toBeCloseTo(30 / 110);
});

test("of the allowance, what was used is that of the fullest window, whatever the spans", () => {
  const second = (calls: number) => (_: unknown, at: number) => ({ at, seconds: 1, calls, rows: 0 });
  const calm = Array.from({ length: 60 }, second(5));
  const busy = [60, 65, 70, 75].map((at) => ({ at, seconds: 5, calls: at === 65 || at === 70 ? 50 : 25, rows: 0 }));
  const long = [{ at: 600, seconds: 60, calls: 600, rows: 0 }];
  const shareOf = (spans: { at: number; seconds: number; calls: number; rows: number }[]) =>
    measurePace({ spans, allowance: { calls: 100, intervalMs: 10_000 }, reserveShare: 0 })?.allowance?.fullestShare;
  expect(shareOf(calm)).toBeCloseTo(0.5);
  expect(shareOf([...calm, ...busy])).toBeCloseTo(1);
  expect(shareOf([...calm, ...long])).toBeCloseTo(1);
});

test("a delivery of a moment has no pace to draw", () => {
  const one = [{ at: 0, seconds: 0.4, calls: 2, rows: 120 }];
  expect(measurePace({ spans: one, allowance: null, reserveShare: 0 })).toBeNull();
  expect(measureRecentRows({ spans: one, allowance: null, reserveShare: 0 })).toBeNull();
  expect(measureRecentRows({ spans: [], allowance: null, reserveShare: 0 })).toBeNull();
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

test("before there is enough to draw, the allowance is known and nothing else", () => {
  const pace = { spans: [], allowance: { calls: 190, intervalMs: 10_000 }, reserveShare: 0.1 };
  expect(measurePace(pace)).toBeNull();
  expect(beginPace(pace)).toEqual({
    bars: [],
    seconds: 0,
    allowance: { all: 19, ours: 17.1, seconds: 10, fullestShare: 0 },
    callsPerSecond: 0,
    rowsPerSecond: 0,
  });
});
