import { z } from "zod";
import { RecordHistory, RecordQuestion, WrittenOutcome, WrittenRowPage } from "../records";
import { RunCallPage, RunCallView } from "../run-calls";
import { RunChanges } from "../run-changes";
import { PaceView } from "../run-pace";
import { Cursor, type Operation } from "./operation";

export const runDetailOperations = {
  getPace: {
    method: "GET",
    path: "/runs/{runId}/pace",
    tag: "runs",
    summary: "Read how fast a run was delivered, beside what its portal allows",
    role: "viewer",
    status: 200,
    answer: PaceView,
  },
  listCalls: {
    method: "GET",
    path: "/runs/{runId}/calls",
    tag: "runs",
    summary: "List the last calls of a run to HubSpot, the newest first",
    description: "The last 500 calls of its delivery, kept for the last twenty runs of each sync.",
    role: "viewer",
    query: z.strictObject({
      only: z
        .literal("refused")
        .optional()
        .describe("Only calls that were refused, in part or as a whole, or that nobody answered."),
      cursor: Cursor,
    }),
    status: 200,
    answer: RunCallPage,
  },
  getCall: {
    method: "GET",
    path: "/runs/{runId}/calls/{callId}",
    tag: "runs",
    summary: "Read a call of a run, with what was asked and answered",
    description: "Shortened to the first records, with their values masked.",
    role: "viewer",
    status: 200,
    answer: RunCallView,
  },
  listChanges: {
    method: "GET",
    path: "/runs/{runId}/changes",
    tag: "runs",
    summary: "List what changed in the sync since the run before",
    role: "viewer",
    status: 200,
    answer: RunChanges,
  },
  listWritten: {
    method: "GET",
    path: "/runs/{runId}/written",
    tag: "runs",
    summary: "List the rows that a run wrote to HubSpot, fifty at a time",
    description: "As far as the values are kept: for as many days as the workspace says.",
    role: "editor",
    query: z.strictObject({
      outcome: WrittenOutcome.optional().describe("Only rows that became of this."),
      cursor: Cursor,
    }),
    status: 200,
    answer: WrittenRowPage,
  },
  lookUpRecord: {
    method: "POST",
    path: "/records/lookup",
    tag: "runs",
    summary: "Look up every value that was written to a record, the latest first",
    description:
      "As far as it is kept; `gaps` tells of how many runs nothing is. The value goes in the body, since addresses end up in logs. Each look-up is kept in the audit log.",
    role: "editor",
    body: RecordQuestion,
    status: 200,
    answer: RecordHistory,
  },
} as const satisfies Record<string, Operation>;
