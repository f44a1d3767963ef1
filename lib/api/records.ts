import { z } from "zod";
import { RunTrigger } from "./run-status-schema";

export const RecordQuestion = z.object({
  value: z
    .string()
    .trim()
    .min(1, "Type an e-mail address, another match value, or a record id.")
    .max(512, "A match value has at most 512 characters.")
    .refine((text) => !text.includes("\0"), "No match value has this character.")
    .describe("A match value as your rows have it, an e-mail address for one, or a record's id."),
  cursor: z.string().max(100).optional().describe("`nextCursor` of the answer before; leave it out at first."),
});
export type RecordQuestion = z.infer<typeof RecordQuestion>;

export const WrittenOutcome = z.enum(["created", "updated", "skipped", "cleared", "archived"]);
export type WrittenOutcome = z.infer<typeof WrittenOutcome>;

/** Of a row that was sent by hand also `unconfirmed`: nobody knows whether HubSpot took it. */
export const RecordOutcome = z.enum([...WrittenOutcome.options, "unconfirmed"]);
export type RecordOutcome = z.infer<typeof RecordOutcome>;

/** What was written for a row, or for a record whose row had vanished. */
export const WrittenRowView = z.object({
  outcome: RecordOutcome,
  /** Null of a record whose row had vanished, as is the match value. */
  rowNumber: z.number().int().nullable(),
  matchValue: z.string().nullable(),
  recordId: z.string().nullable(),
  recordUrl: z.string().nullable(),
  /** What was written. Of a record that was cleared none: all mapped properties were emptied. */
  values: z.array(z.object({ property: z.string(), value: z.string() })),
});
export type WrittenRowView = z.infer<typeof WrittenRowView>;

export const RecordWrite = WrittenRowView.extend({
  /** Both null of a row that was sent by hand. */
  runId: z.string().nullable(),
  trigger: RunTrigger.nullable(),
  /** Who sent it by hand; null of a run's, and where they are gone. */
  sentBy: z.string().nullable(),
  /** Both null of a sync that isn't saved. */
  syncId: z.string().nullable(),
  syncName: z.string().nullable(),
  objectLabel: z.string(),
  portalName: z.string(),
  /** When the values that were written together with it were kept: moments after it was. Of a row sent by hand, when it was sent. */
  writtenAt: z.iso.datetime(),
});
export type RecordWrite = z.infer<typeof RecordWrite>;

/** A record that a sync knows by now: what HubSpot accepted last is compared with the next run's row. */
export const KnownRecord = z.object({
  syncId: z.string(),
  syncName: z.string(),
  objectLabel: z.string(),
  portalName: z.string(),
  key: z.string(),
  recordId: z.string(),
  recordUrl: z.string(),
});
export type KnownRecord = z.infer<typeof KnownRecord>;

export const RecordHistory = z.object({
  /** The latest first. */
  writes: z.array(RecordWrite),
  /** Not null where there is more to look through, older. */
  nextCursor: z.string().nullable(),
  known: z.array(KnownRecord),
  /** Runs that wrote rows, and rows sent by hand, of which no values are kept, and when the latest of them ended. */
  gaps: z.object({ runs: z.number().int(), sentRows: z.number().int(), lastEndedAt: z.iso.datetime().nullable() }),
  /** For how many days values are kept after a run's end; 0 keeps none. */
  keptDays: z.number().int(),
});
export type RecordHistory = z.infer<typeof RecordHistory>;

export const WrittenRowPage = z.object({ rows: z.array(WrittenRowView), nextCursor: z.string().nullable() });
export type WrittenRowPage = z.infer<typeof WrittenRowPage>;
