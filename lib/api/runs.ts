import { z } from "zod";
import { DryRun, Ledger } from "./ledger";
import { RunStatus, RunTrigger } from "./run-status-schema";
import { VanishedMode, WriteMode } from "./syncs";

/** What the schedule has to do with a run. */
export const DueTimesView = z.object({
  /** When the schedule said that it runs; null of a run that somebody started. */
  dueAt: z.iso.datetime().nullable(),
  /** Later due times that had passed when it could be started, 999 at the most: they have no run of their own. */
  missedDueTimes: z.number().int(),
  /** Due times that were skipped since this run was under way: a sync has one run at a time. */
  skippedDue: z.object({ times: z.number().int(), first: z.iso.datetime(), last: z.iso.datetime() }).nullable(),
});
export type DueTimesView = z.infer<typeof DueTimesView>;

export const RunListItem = DueTimesView.extend({
  id: z.string(),
  syncId: z.string(),
  syncName: z.string(),
  sourceName: z.string(),
  portalName: z.string(),
  objectLabel: z.string(),
  status: RunStatus,
  trigger: RunTrigger,
  requestedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  ledger: Ledger,
  /** What a run would do, of a run that plans and sends nothing; null of all others. */
  dryRun: DryRun.nullable(),
  /** Rows of the plan that are to be sent; null until it is made. */
  rowsPlanned: z.number().nullable(),
  /** Of the rejected rows, those that were refused before they were sent. */
  rejectedByPreflight: z.number().int(),
  errorMessage: z.string().nullable(),
  /** Why its status is what it is: its error, what it waits for, what held it; null where that goes without saying. */
  reason: z.string().nullable(),
});
export type RunListItem = z.infer<typeof RunListItem>;

export const RunPage = z.object({ runs: z.array(RunListItem), nextCursor: z.string().nullable() });
export type RunPage = z.infer<typeof RunPage>;

export const RejectStage = z.enum(["preflight", "hubspot", "unconfirmed"]);

export const RejectSample = z.object({
  /** In the run, by which it can be retried. */
  rowNumber: z.number(),
  /** Of a retry and an upload: in the run that read it from the source. */
  sourceRow: z.number().nullable().default(null),
  matchValue: z.string().nullable(),
  message: z.string(),
});

/** Where what refuses rows can be set right: in the source or the query, in the sync's mapping, or in HubSpot. */
export const FixPlace = z.enum(["source", "mapping", "hubspot"]);

/** Who ignores a cause, and since when. */
export const IgnoredView = z.object({ at: z.iso.datetime(), by: z.string().nullable() });
export type IgnoredView = z.infer<typeof IgnoredView>;

export const CauseView = z.object({
  id: z.string(),
  /** The cause in a few words; names and values stand in backticks. */
  title: z.string(),
  stage: RejectStage,
  code: z.string(),
  property: z.string().nullable(),
  option: z.string().nullable(),
  /** The words of whoever refused. */
  message: z.string(),
  rows: z.number(),
  /** Of the rows, those that later runs have taken: the others are open. */
  settledRows: z.number().int(),
  /** Why its rows aren't retried by themselves; null where they are. */
  whyNotRetried: z.string().nullable(),
  /** The cause over all runs of the sync; null until the run has ended. */
  ofSync: z.object({ id: z.string(), ignored: IgnoredView.nullable() }).nullable(),
  meaning: z.string(),
  fix: z.string(),
  /** What is corrected in the source goes with a run; what is changed elsewhere, with a retry, too. */
  fixedIn: z.array(FixPlace),
  samples: z.array(RejectSample),
});
export type CauseView = z.infer<typeof CauseView>;

/** A run that another one's rows come from, or go to. */
export const RunLink = z.object({ id: z.string(), trigger: RunTrigger, requestedAt: z.iso.datetime() });
export type RunLink = z.infer<typeof RunLink>;

/** Whether what a run has rejected can be sent again. */
export const RetryView = z.object({
  /** What is open of it and can be retried. */
  rows: z.number().int(),
  /** Why not; null when it can. */
  whyNot: z.string().nullable(),
  /** The run that has read the rows anew, if that is why. */
  newerRunId: z.string().nullable(),
});
export type RetryView = z.infer<typeof RetryView>;

export const RunStep = z.object({
  name: z.enum(["prepare", "plan", "deliver", "finish"]),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type RunStep = z.infer<typeof RunStep>;

/** Files that a workspace's bucket doesn't take: why, and when the next try is. */
export const WaitingFiles = z.object({ problem: z.string(), nextTryAt: z.iso.datetime() });
export type WaitingFiles = z.infer<typeof WaitingFiles>;

/** What is to be said of the files of a run's rejected rows. */
export const RunFilesView = z.object({
  /** The workspace's bucket that holds them; null for the instance's store. */
  bucket: z.string().nullable(),
  /** They are on their way to the workspace's bucket, or wait for it. */
  isMoving: z.boolean(),
  /** They wait in the instance's store since the workspace's bucket doesn't take them. */
  waiting: WaitingFiles.nullable(),
  /** When they were deleted since they were too old, and in which words that is told; null while they are there. */
  deletedAt: z.iso.datetime().nullable(),
  whyDeleted: z.string().nullable(),
});
export type RunFilesView = z.infer<typeof RunFilesView>;

/** What delivering would take of HubSpot if it refused no row. */
export const Forecast = z.object({
  calls: z.number().int(),
  /** At the portal's allowance, less the share that is left to its other apps. */
  seconds: z.number().int(),
  /** From 0 to 1: the share of the allowance that is used meanwhile. */
  share: z.number(),
  allowance: z.object({ calls: z.number().int(), intervalMs: z.number().int() }),
});
export type Forecast = z.infer<typeof Forecast>;

/** What somebody did with a run that a limit had held. */
export const Decision = z.object({
  kind: z.enum(["approved", "discarded"]),
  at: z.iso.datetime(),
  /** Who, and by which API key if by one; null where nobody knows any more. */
  by: z.string().nullable(),
  apiKey: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

export const RunView = RunListItem.extend({
  steps: z.array(RunStep),
  rowsDelivered: z.number(),
  /** Of the skipped rows, those that the plan skipped by what it knew: they were never sent. */
  skippedByPlan: z.number(),
  callsMade: z.number(),
  /** Keys from earlier runs that the source no longer has: kept = missing − cleared − archived − refused. */
  keysMissing: z.number(),
  keysCleared: z.number(),
  keysArchived: z.number(),
  keysRefused: z.number(),
  /** Why the records of missing keys were left alone although the sync would remove them; null when they weren't. */
  keptReason: z.string().nullable(),
  /** A few of HubSpot's words about records that it wouldn't clear or archive. */
  refusedSamples: z.array(z.string()),
  /** What the sync does to the records of missing keys. */
  vanished: VanishedMode,
  /** Why the run waits, or waited, for a person; empty when it didn't. */
  guardReasons: z.array(z.string()),
  approvedAt: z.iso.datetime().nullable(),
  /** Who approved or discarded it after it had waited; null where nobody did. */
  decision: Decision.nullable(),
  /** Of a run that waits for a person: what it does if it is approved. */
  heldPlan: DryRun.nullable(),
  /** Rows that HubSpot wrote and had something to say about: it normalized a date, for one. */
  rowsWarned: z.number(),
  warningSamples: z.array(z.string()),
  /** Planned rows that are sent without a value that was invalid, since its field leaves those out. */
  rowsIncomplete: z.number().int(),
  incompleteSamples: z.array(z.string()),
  cancelRequestedAt: z.iso.datetime().nullable(),
  pausedUntil: z.iso.datetime().nullable(),
  pauseReason: z.string().nullable(),
  errorCode: z.string().nullable(),
  causes: z.array(CauseView),
  retry: RetryView,
  /** Of a run that was started since a run of another sync had ended: that one. */
  startedAfter: z.object({ id: z.string(), syncName: z.string() }).nullable(),
  /** Of a retry and an upload, the run that had rejected its rows. */
  origin: RunLink.nullable(),
  /** The last retries and uploads of what this run has rejected, the newest first. */
  takers: z.array(RunLink),
  /** True when the files of rejected rows can be downloaded. */
  hasReport: z.boolean(),
  files: RunFilesView,
  /** Of values that it wrote and that wait in the instance's store for the workspace's bucket; null where none do. */
  valuesWaiting: WaitingFiles.nullable(),
  syncVersion: z.number(),
  portalId: z.string(),
  objectTypeId: z.string(),
  mode: WriteMode,
  /** True when every row was to be sent, whatever HubSpot had accepted of it. */
  isFull: z.boolean(),
  /** Of a dry run that has its plan. */
  forecast: Forecast.nullable(),
  /** True of a dry run of a draft that wasn't saved when it was asked for. */
  isDraft: z.boolean(),
  /** Of a dry run of a draft: the rows that would be sent again only because of its change; null where nobody can tell. */
  rowsResent: z.number().int().nullable(),
});
export type RunView = z.infer<typeof RunView>;

/** One refused row. */
export const RejectView = z.object({
  rowNumber: z.number(),
  /** Of a retry and an upload: the row's number in the run that had rejected it. */
  originRow: z.number().nullable(),
  /** And its number in the run that read it from the source, however many retries lie between. */
  sourceRow: z.number().nullable(),
  /** The later run that has given the row an outcome; null while it is open. */
  settledBy: z.string().nullable(),
  matchValue: z.string().nullable(),
  stage: RejectStage,
  code: z.string(),
  category: z.string().nullable(),
  property: z.string().nullable(),
  option: z.string().nullable(),
  message: z.string(),
  /** What else is wrong with the row, beyond the first refusal. */
  alsoRefused: z.array(z.object({ code: z.string(), property: z.string().nullable(), message: z.string() })),
  correlationId: z.string().nullable(),
  existingRecordUrl: z.string().nullable(),
  refusedAt: z.iso.datetime(),
  row: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
  payload: z.record(z.string(), z.string()),
});
export type RejectView = z.infer<typeof RejectView>;

export const RejectPage = z.object({
  rejects: z.array(RejectView),
  nextCursor: z.string().nullable(),
  /** From 0 to 1: how much of what can hold such rows has been looked through. A long search takes several pages. */
  looked: z.number(),
});
export type RejectPage = z.infer<typeof RejectPage>;

/** A run of a strip: as much as a small shape tells. */
export const StripRun = z.object({
  id: z.string(),
  status: RunStatus,
  requestedAt: z.iso.datetime(),
  ledger: Ledger,
  errorMessage: z.string().nullable(),
});
export type StripRun = z.infer<typeof StripRun>;

export const DayRows = z.object({
  /** A day of UTC, as `2026-11-29`. */
  day: z.iso.date(),
  runs: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  rejected: z.number().int(),
});
export type DayRows = z.infer<typeof DayRows>;

export const OverviewView = z.object({
  sources: z.number(),
  portals: z.number(),
  syncs: z.number(),
  /** What needs a person, the most urgent first. */
  attention: z.array(z.object({ id: z.string(), title: z.string(), detail: z.string(), href: z.string() })),
  /** Sums over the runs that ended in the last 24 hours. */
  lastDay: Ledger.extend({ runs: z.number() }),
  /** Of each sync, its last thirty runs, the newest first; dry runs are left out. */
  strips: z.array(z.object({ syncId: z.string(), runs: z.array(StripRun) })),
  /** What became of rows in the last thirty days, by the day on which their run was asked for; every day is there. */
  days: z.array(DayRows),
});
export type OverviewView = z.infer<typeof OverviewView>;
