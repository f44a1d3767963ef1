import { z } from "zod";
import { FixPlace, IgnoredView, RejectStage } from "./runs";

/** Which of a sync's causes are listed: those that have open rows, those that somebody ignores, those that are gone. */
export const CauseStatus = z.enum(["open", "ignored", "closed"]);
export type CauseStatus = z.infer<typeof CauseStatus>;

/** A cause of a sync, over its runs. */
export const OpenCauseView = z.object({
  id: z.string(),
  syncId: z.string(),
  syncName: z.string(),
  stage: RejectStage,
  code: z.string(),
  property: z.string().nullable(),
  option: z.string().nullable(),
  /** The cause in a few words; names and values stand in backticks. */
  title: z.string(),
  message: z.string(),
  meaning: z.string(),
  fix: z.string(),
  fixedIn: z.array(FixPlace),
  /** Rows that no later run has taken. */
  rows: z.number().int(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** Null unless somebody ignores it. */
  ignored: IgnoredView.nullable(),
  /** The last run that has, or had, open rows of it, and the cause's id in that run; null where that run counts it under another. */
  lastRun: z.object({ id: z.string(), finishedAt: z.iso.datetime(), causeId: z.string().nullable() }),
  /** Its rows in the last ten full runs, the oldest first. */
  trend: z.array(z.object({ runId: z.string(), finishedAt: z.iso.datetime(), rows: z.number().int() })),
});
export type OpenCauseView = z.infer<typeof OpenCauseView>;

export const CausePage = z.object({ causes: z.array(OpenCauseView), nextCursor: z.string().nullable() });
export type CausePage = z.infer<typeof CausePage>;

export const CauseCounts = z.object({ open: z.number().int(), ignored: z.number().int(), closed: z.number().int() });
export type CauseCounts = z.infer<typeof CauseCounts>;
