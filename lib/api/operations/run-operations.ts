import { z } from "zod";
import { RunFilter } from "../run-filter-schema";
import { CauseView, OverviewView, RejectPage, RunPage, RunView } from "../runs";
import { Cursor, NamedRequest, type Operation } from "./operation";

export const RunInput = z.object({
  syncId: z.string().describe("The sync to run."),
  isFull: z.boolean().default(false).describe("Sends every row again, whatever HubSpot has accepted of it."),
});

export const RetryInput = z
  .object({
    causeIds: z
      .array(z.string())
      .min(1)
      .max(1_000)
      .optional()
      .describe("Only what is open of these causes of the run."),
    rowNumbers: z
      .array(z.number().int().min(1).max(2_147_483_647))
      .min(1)
      .max(10_000)
      .optional()
      .describe("Only these rows, by their `rowNumber` in the run."),
  })
  .nullable();

export const runOperations = {
  getOverview: {
    method: "GET",
    path: "/overview",
    tag: "runs",
    summary: "Read what needs a person, and the sums of the last day",
    role: "viewer",
    status: 200,
    answer: OverviewView,
  },
  listRuns: {
    method: "GET",
    path: "/runs",
    tag: "runs",
    summary: "List the runs, the newest first",
    role: "viewer",
    query: RunFilter.extend({ cursor: Cursor }).strict(),
    status: 200,
    answer: RunPage,
  },
  startRun: {
    method: "POST",
    path: "/runs",
    tag: "runs",
    summary: "Run a sync now",
    description:
      "A sync has one unfinished run at most: while one is under way, another is refused with 409. With an Idempotency-Key, asking again answers the run that the first call started.",
    role: "editor",
    headers: NamedRequest,
    body: RunInput,
    status: 201,
    answer: RunView,
  },
  getRun: {
    method: "GET",
    path: "/runs/{runId}",
    tag: "runs",
    summary: "Read a run: its status, its ledger, its causes of rejects",
    role: "viewer",
    status: 200,
    answer: RunView,
  },
  approveRun: {
    method: "POST",
    path: "/runs/{runId}/approve",
    tag: "runs",
    summary: "Let a run go on that waits for a person",
    description: "`guardReasons` says why it waits.",
    role: "editor",
    status: 200,
    answer: RunView,
  },
  cancelRun: {
    method: "POST",
    path: "/runs/{runId}/cancel",
    tag: "runs",
    summary: "Stop a run",
    description: "What was delivered stays recorded; the rest is counted as cancelled.",
    role: "editor",
    status: 200,
    answer: RunView,
  },
  retryRun: {
    method: "POST",
    path: "/runs/{runId}/retry",
    tag: "runs",
    summary: "Send rejected rows of a run again",
    description:
      "A run of its own: the rows as they were read, by what the sync says now. Name causes, or rows, or neither for all that is open. Only the last run that read the source can be retried, and retries and uploads since: all else is refused with 409, as is a second run of a sync.",
    role: "editor",
    headers: NamedRequest,
    body: RetryInput,
    status: 201,
    answer: RunView,
  },
  getCause: {
    method: "GET",
    path: "/runs/{runId}/causes/{causeId}",
    tag: "runs",
    summary: "Read one cause of a run's rejects",
    role: "viewer",
    status: 200,
    answer: CauseView,
  },
  listRejects: {
    method: "GET",
    path: "/runs/{runId}/rejects",
    tag: "runs",
    summary: "List the rejected rows of a run, fifty at a time",
    role: "viewer",
    query: z.strictObject({
      causeId: z.string().optional().describe("Only the rejects of this cause."),
      state: z
        .enum(["open", "settled"])
        .optional()
        .describe("Only those that no later run has given an outcome, or only those that one has."),
      matchValue: z.string().max(512).optional().describe("How the match value begins, whatever its capitals."),
      cursor: Cursor,
    }),
    status: 200,
    answer: RejectPage,
  },
  downloadReport: {
    method: "GET",
    path: "/runs/{runId}/report",
    tag: "runs",
    summary: "Download the rejected rows of a run, all or those of one cause",
    description:
      "The file is made while it is sent: its length isn't known before, and one that breaks off isn't whole.",
    role: "viewer",
    query: z.strictObject({
      format: z.enum(["csv", "ndjson"]).default("csv"),
      causeId: z.string().optional().describe("Only the rejects of this cause."),
    }),
    status: 200,
    answer: null,
    file: ["text/csv", "application/x-ndjson"],
  },
} as const satisfies Record<string, Operation>;
