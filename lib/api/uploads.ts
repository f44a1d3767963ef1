import { z } from "zod";

/** Why a line of a corrected file isn't sent. */
export const LeftOutReason = z.enum([
  "foreign",
  "unmarked",
  "incomplete",
  "not_rejected",
  "settled",
  "repeated",
  "twice",
  "ambiguous",
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** What a spreadsheet does to values that nobody meant to change. */
export const SpreadsheetMark = z.enum([
  "letters_damaged",
  "capitals",
  "zeros_dropped",
  "digits_lost",
  "date_rewritten",
  "number_rewritten",
]);
export type SpreadsheetMark = z.infer<typeof SpreadsheetMark>;

/** A changed cell; long texts are clipped. */
export const CellChange = z.object({
  /** The line of the file, as a spreadsheet numbers it. */
  line: z.number().int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type CellChange = z.infer<typeof CellChange>;

export const ChangedColumn = z.object({
  column: z.string(),
  cells: z.number().int(),
  /** The first of them. */
  examples: z.array(CellChange),
});
export type ChangedColumn = z.infer<typeof ChangedColumn>;

/** Changed cells that look like a spreadsheet's doing, of one column. */
export const UploadWarning = z.object({
  mark: SpreadsheetMark,
  column: z.string(),
  cells: z.number().int(),
  example: CellChange,
});
export type UploadWarning = z.infer<typeof UploadWarning>;

export const LeftOutLines = z.object({
  reason: LeftOutReason,
  rows: z.number().int(),
  /** The first of them. */
  lines: z.array(z.number().int()),
});
export type LeftOutLines = z.infer<typeof LeftOutLines>;

/** Rows that the preflight would refuse again, by its reason. */
export const RefusedAgain = z.object({
  code: z.string(),
  property: z.string().nullable(),
  /** That of the first of them. */
  message: z.string(),
  rows: z.number().int(),
  /** The first of them. */
  lines: z.array(z.number().int()),
});
export type RefusedAgain = z.infer<typeof RefusedAgain>;

/** What today's mapping says to the first rows. HubSpot isn't asked. */
export const UploadCheck = z.object({
  rows: z.number().int(),
  refused: z.number().int(),
  causes: z.array(RefusedAgain),
  /** What is wrong with the mapping as a whole: then no row was checked, and none can be sent. */
  problems: z.array(z.string()),
  /** Why no row could be checked although the mapping may be sound: HubSpot doesn't answer, for one. It can be sent. */
  whyUnchecked: z.string().nullable(),
});
export type UploadCheck = z.infer<typeof UploadCheck>;

/** What a corrected file was found to hold. */
export const UploadSummary = z.object({
  format: z.enum(["csv", "ndjson"]),
  changedCells: z.number().int(),
  /** In the order of the run's columns. */
  changedColumns: z.array(ChangedColumn),
  leftOut: z.array(LeftOutLines),
  ignoredColumns: z.array(z.string()),
  warnings: z.array(UploadWarning),
  check: UploadCheck,
});
export type UploadSummary = z.infer<typeof UploadSummary>;

/** A corrected file, before it is sent and after. */
export const UploadView = UploadSummary.extend({
  id: z.string(),
  /** The run whose rejected rows it holds. */
  runId: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string().nullable(),
  /** When it is deleted, unless it is sent. */
  expiresAt: z.iso.datetime(),
  /** Rows that would be sent. */
  rows: z.number().int(),
  /** Those of them that differ from what was rejected. */
  changedRows: z.number().int(),
  /** Why it can't be sent; null when it can. */
  whyNot: z.string().nullable(),
  /** The run that sent it; null until somebody does. */
  sentByRunId: z.string().nullable(),
});
export type UploadView = z.infer<typeof UploadView>;

/** What browsers and programs call such files. */
export const uploadTypes = [
  "text/csv",
  "application/x-ndjson",
  "text/plain",
  "text/tab-separated-values",
  "application/octet-stream",
] as const;
