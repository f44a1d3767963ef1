import { expect, test } from "vitest";
import { deriveRunStatus, type RunFacts } from "./run-status";

const at = new Date("2026-11-23T12:00:00Z");
const queued: RunFacts = {
  id: "run",
  syncId: "sync",
  trigger: "manual",
  isDryRun: false,
  syncVersion: 1,
  requestedAt: at,
  dueAt: null,
  missedDueTimes: 0,
  skippedDueTimes: 0,
  firstSkippedDueAt: null,
  lastSkippedDueAt: null,
  startedAt: null,
  preparedAt: null,
  plannedAt: null,
  heldAt: null,
  approvedAt: null,
  deliveredAt: null,
  finishedAt: null,
  cancelRequestedAt: null,
  pausedUntil: null,
  pauseReason: null,
  errorCode: null,
  errorMessage: null,
  planChanged: 0,
  rowsRead: 0,
  rowsUnchanged: 0,
  rowsCreated: 0,
  rowsUpdated: 0,
  rowsSkipped: 0,
  rowsRejected: 0,
  rowsCancelled: 0,
  rowsWouldCreate: 0,
  rowsWouldUpdate: 0,
  keysWouldRemove: 0,
  keysMissing: 0,
};
const delivering = { ...queued, startedAt: at, preparedAt: at, plannedAt: at };
const finished = { ...delivering, deliveredAt: at, finishedAt: at };

test.each<[ReturnType<typeof deriveRunStatus>, string, Partial<RunFacts>]>([
  ["queued", "nobody has begun it", queued],
  ["preparing", "it has begun", { ...queued, startedAt: at }],
  ["planning", "it is prepared", { ...queued, startedAt: at, preparedAt: at }],
  ["delivering", "it has a plan", delivering],
  ["held", "a guard holds the plan", { ...delivering, heldAt: at }],
  ["delivering", "somebody has approved the plan", { ...delivering, heldAt: at, approvedAt: at }],
  ["cancelling", "somebody has discarded the plan", { ...delivering, heldAt: at, cancelRequestedAt: at }],
  ["waiting", "HubSpot asked for a wait", { ...delivering, pausedUntil: at }],
  ["finishing", "all is delivered", { ...delivering, deliveredAt: at }],
  [
    "cancelling",
    "a person cancelled it, whatever it was at",
    { ...delivering, cancelRequestedAt: at, pausedUntil: at },
  ],
  ["completed", "it ended", finished],
  ["completed_with_rejects", "it ended and rows were rejected", { ...finished, rowsRejected: 1 }],
  [
    "cancelled",
    "it ended before all was delivered, since a person cancelled it",
    { ...delivering, cancelRequestedAt: at, finishedAt: at },
  ],
  [
    "stopped",
    "a guard held it and a person discarded it",
    { ...delivering, heldAt: at, cancelRequestedAt: at, finishedAt: at },
  ],
  ["completed", "the cancel came when all was delivered already", { ...finished, cancelRequestedAt: at }],
  ["finishing", "it is a dry run that has its plan", { ...delivering, isDryRun: true }],
  ["completed", "a dry run ended, which delivers nothing", { ...delivering, isDryRun: true, finishedAt: at }],
  [
    "cancelled",
    "a dry run was cancelled before it had its plan",
    { ...queued, isDryRun: true, startedAt: at, cancelRequestedAt: at, finishedAt: at },
  ],
  [
    "completed",
    "the cancel came when a dry run had its plan",
    { ...delivering, isDryRun: true, cancelRequestedAt: at, finishedAt: at },
  ],
  [
    "failed",
    "it ended with an error, cancelled or not",
    { ...delivering, finishedAt: at, errorCode: "gave_up", cancelRequestedAt: at },
  ],
])("a run is %s when %s", (status, _when, facts) => {
  expect(deriveRunStatus({ ...queued, ...facts })).toBe(status);
});
