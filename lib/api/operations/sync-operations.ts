import { z } from "zod";
import { MatchCheckInput } from "../match-check";
import { CompareInput, RowComparison, SendRowInput, SentRow } from "../row-comparison";
import { RunView } from "../runs";
import { SyncPreview, SyncPreviewInput } from "../sync-preview";
import { AcceptedRows, SyncChange, SyncDraftInput, SyncInput, SyncListItem, SyncView } from "../syncs";
import { NamedRequest, type Operation } from "./operation";

/** The whole body may be left out. */
export const PlanInput = z
  .object({ draft: SyncDraftInput.nullable().default(null).describe("What the sync is to become; nothing is saved.") })
  .nullable();

export const syncOperations = {
  listSyncs: {
    method: "GET",
    path: "/syncs",
    tag: "syncs",
    summary: "List the syncs, each with its latest runs",
    role: "viewer",
    status: 200,
    answer: z.array(SyncListItem),
  },
  createSync: {
    method: "POST",
    path: "/syncs",
    tag: "syncs",
    summary: "Make a sync",
    role: "editor",
    body: SyncInput,
    status: 201,
    answer: SyncView,
  },
  previewSyncInput: {
    method: "POST",
    path: "/syncs/preview",
    tag: "syncs",
    summary: "Map the first 20 rows of a sync before it is saved",
    description: "Nothing is written. The rows go through the same code as in a run.",
    role: "editor",
    body: SyncPreviewInput,
    status: 200,
    answer: SyncPreview,
  },
  compareRows: {
    method: "POST",
    path: "/syncs/compare",
    tag: "syncs",
    summary: "Compare the first 50 rows of a sync with what HubSpot has now",
    description:
      "Of each row: whether it would be created, changed, left alone or rejected, property by property, and the request that would write it. The sync needn't be saved. Nothing is written; HubSpot is asked once or twice.",
    role: "editor",
    body: CompareInput,
    status: 200,
    answer: RowComparison,
  },
  checkMatch: {
    method: "POST",
    path: "/syncs/match-check",
    tag: "syncs",
    summary: "Check the match over all rows of a query",
    description:
      "Reads the whole query once and answers with lines of JSON while it does: `reading` with the rows so far, `looking_up`, then `done` with the counts, or `failed`. Up to 1,000 different values are looked up in HubSpot. Nothing is written. It stops when the caller goes away, and after 15 minutes.",
    role: "editor",
    body: MatchCheckInput,
    status: 200,
    answer: null,
    file: ["application/x-ndjson"],
  },
  sendRow: {
    method: "POST",
    path: "/syncs/send-row",
    tag: "syncs",
    summary: "Send one row of a comparison to HubSpot",
    description:
      "This writes. The row is compared again, and refused with 409 where that makes another request than the one in the body, or where a run of the sync is under way. What HubSpot accepts counts for the sync's next run.",
    role: "editor",
    body: SendRowInput,
    status: 200,
    answer: SentRow,
  },
  getSync: {
    method: "GET",
    path: "/syncs/{syncId}",
    tag: "syncs",
    summary: "Read a sync",
    role: "viewer",
    status: 200,
    answer: SyncView,
  },
  updateSync: {
    method: "PUT",
    path: "/syncs/{syncId}",
    tag: "syncs",
    summary: "Change a sync",
    description:
      "Takes the whole sync. With the version that was read, it is refused with 409 where somebody has saved another one since. A run under way goes on with what it began with.",
    role: "editor",
    body: SyncChange,
    status: 200,
    answer: SyncView,
  },
  deleteSync: {
    method: "DELETE",
    path: "/syncs/{syncId}",
    tag: "syncs",
    summary: "Delete a sync, its runs and their files",
    description: "What it wrote to HubSpot stays there.",
    role: "editor",
    status: 204,
    answer: null,
  },
  pauseSync: {
    method: "POST",
    path: "/syncs/{syncId}/pause",
    tag: "syncs",
    summary: "Stop a sync's schedule",
    description: "A run under way goes on, and runs can still be started.",
    role: "editor",
    status: 200,
    answer: SyncView,
  },
  resumeSync: {
    method: "POST",
    path: "/syncs/{syncId}/resume",
    tag: "syncs",
    summary: "Let a sync's schedule go on",
    role: "editor",
    status: 200,
    answer: SyncView,
  },
  countAccepted: {
    method: "GET",
    path: "/syncs/{syncId}/accepted",
    tag: "syncs",
    summary: "Count the rows that HubSpot has accepted of a sync",
    description:
      "So many at the most are sent again when its mapping changes; `plan` with a draft counts them exactly.",
    role: "viewer",
    status: 200,
    answer: AcceptedRows,
  },
  forgetAccepted: {
    method: "POST",
    path: "/syncs/{syncId}/forget",
    tag: "syncs",
    summary: "Forget what HubSpot has accepted of a sync",
    description: "Nothing is sent now. The next run sends every row, and knows of no vanished one.",
    role: "editor",
    status: 200,
    answer: z.object({ rows: z.number().int().describe("How many rows were forgotten.") }),
  },
  planSync: {
    method: "POST",
    path: "/syncs/{syncId}/plan",
    tag: "syncs",
    summary: "Check all rows of a sync, and send none",
    description:
      "Starts a dry run: it reads, maps and compares every row as a run does, and says in `dryRun` and `forecast` what a run would do. With a draft, that is checked in place of what is saved. A sync has one unfinished dry run at most, beside its run: another is refused with 409. With an Idempotency-Key, asking again answers the dry run that the first call started.",
    role: "editor",
    headers: NamedRequest,
    body: PlanInput,
    status: 201,
    answer: RunView,
  },
  previewSync: {
    method: "POST",
    path: "/syncs/{syncId}/preview",
    tag: "syncs",
    summary: "Map the first 20 rows of a sync",
    description: "Nothing is written. The rows go through the same code as in a run.",
    role: "editor",
    status: 200,
    answer: SyncPreview,
  },
} as const satisfies Record<string, Operation>;
