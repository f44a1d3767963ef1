import { z } from "zod";
import { DryRun, Ledger } from "./ledger";
import { RunStatus, RunTrigger } from "./run-status-schema";
import { SourceQuery } from "./sources";

export const MappedValue = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("column"), column: z.string().min(1) }),
  z.object({ kind: z.literal("constant"), value: z.string().max(65_536) }),
  z.object({
    kind: z.literal("template"),
    template: z
      .string()
      .min(1, "Write the template, or remove the row.")
      .max(10_000, "A template has at most 10,000 characters. Put what is longer into the query.")
      .describe("Liquid, in which the query's columns are variables."),
  }),
]);

/** When a property is written; `lib/engine/types.ts` says what each does. */
export const WriteRule = z.enum(["always", "if_empty", "on_create"]);
export type WriteRule = z.infer<typeof WriteRule>;

export const CleanStep = z.enum(["trim", "collapse", "lower", "upper"]);

export const ValueReplacement = z.object({
  from: z.string().min(1, "Write the value that your rows bring.").max(65_536),
  to: z.string().max(65_536).describe("Empty makes the value empty."),
});

export const FieldMapping = z.object({
  property: z.string().min(1, "Choose a property."),
  value: MappedValue,
  whenEmpty: z.enum(["skip", "clear"]),
  write: WriteRule.optional().describe(
    "With every row that is sent, only where the record has no value, or only when it is created. `always` if absent.",
  ),
  clean: z
    .array(CleanStep)
    .max(4, "Each step of cleaning once.")
    .optional()
    .describe("What is done to a cell's text first, always in the order trim, collapse, lower, upper."),
  valueMap: z
    .array(ValueReplacement)
    .max(1000, "A value map has at most 1,000 entries. Map more values in the query, with a join.")
    .optional()
    .describe("Replaces cleaned values before they are converted; of a property of several options, each of them."),
  whenInvalid: z
    .enum(["reject", "skip"])
    .optional()
    .describe(
      "What a value does that is refused before sending: reject its row, or be left out of it. `reject` if absent.",
    ),
});

export const Mapping = z.object({
  match: z.object({
    column: z.string().min(1, "Choose the column that identifies a row."),
    property: z.string().min(1, "Choose the unique property that identifies a record."),
  }),
  fields: z.array(FieldMapping).max(1000),
});
export type Mapping = z.infer<typeof Mapping>;

/** What a sync may do to records; `lib/engine/types.ts` says what each does. */
export const WriteMode = z.enum(["upsert", "create", "update"]);

/** What becomes of the records whose rows have vanished from the source; `lib/engine/guard.ts` says what each does. */
export const VanishedMode = z.enum(["keep", "clear", "archive"]);

/** Of rows with the same match value: none is sent, or the last one by the query's order; without an order none is. */
export const DuplicateRule = z.enum(["reject", "last"]);

const limit = z
  .number("Write a whole number, or leave it empty.")
  .int("Write a whole number.")
  .min(0, "Write 0 or more.")
  .max(100_000_000)
  .nullable();
const share = z
  .number("Write a percentage, or leave it empty.")
  .min(0, "At least 0 %.")
  .max(1, "At most 100 %.")
  .nullable();

/** Limits past which a run waits for a person; `lib/engine/guard.ts` says what each means. */
export const Guard = z.object({
  created: limit.default(null),
  removed: limit.default(null),
  missingShare: share.default(0.1),
  rejected: limit.default(null),
  rejectedShare: share.default(null),
  rowsShare: share.default(null),
});
export type Guard = z.infer<typeof Guard>;

/** What a sync begins with: records whose rows have vanished stay, and hardly anything holds a run. */
export const untouched: Pick<SyncInput, "duplicates" | "vanished" | "guard"> = {
  duplicates: "reject",
  vanished: "keep",
  guard: Guard.parse({}),
};

/**
 * How a run of another sync has to end, so that the one after it starts: completed with no row rejected; completed, rows
 * rejected or not; or ended however.
 */
export const AfterEnd = z.enum(["clean", "completed", "ended"]);
export type AfterEnd = z.infer<typeof AfterEnd>;

const MINUTES = "Write whole minutes.";

export const Schedule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("manual") }),
  z.object({
    kind: z.literal("interval"),
    minutes: z.coerce.number(MINUTES).int(MINUTES).min(1, "At least every minute.").max(10_080, "At most every week."),
  }),
  z.object({
    kind: z.literal("cron"),
    expression: z.string().trim().min(1, "Write five fields, such as 0 7 * * 1-5."),
  }),
  z.object({
    kind: z.literal("after"),
    syncId: z.uuid("Choose the sync that it runs after."),
    on: AfterEnd.describe("Which ends of that sync's runs count. Dry runs, retries and uploads never do."),
  }),
]);
export type Schedule = z.infer<typeof Schedule>;

export const SyncInput = z.object({
  name: z.string().trim().min(1, "Give the sync a name.").max(120),
  sourceId: z.uuid("Choose a source."),
  query: SourceQuery,
  portalId: z.uuid("Choose a portal."),
  objectTypeId: z.string().min(1, "Choose an object type."),
  mode: WriteMode,
  duplicates: DuplicateRule.default("reject"),
  vanished: VanishedMode.default("keep"),
  guard: Guard.default(Guard.parse({})),
  mapping: Mapping,
  schedule: Schedule,
  timeZone: z.string().min(1),
});
export type SyncInput = z.infer<typeof SyncInput>;

/** A sync as somebody wants it, and of which version they have seen it. */
export const SyncChange = SyncInput.extend({
  version: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(
      "The version that the change was made to, as read: with it, the change is refused with 409 where somebody has saved another one since. Without it the last one wins.",
    ),
});
export type SyncChange = z.infer<typeof SyncChange>;

/** What decides what a run does, so that it can be planned before it is saved. */
export const SyncDraftInput = SyncInput.omit({ name: true, schedule: true, timeZone: true });
export type SyncDraftInput = z.infer<typeof SyncDraftInput>;

/** Another sync, as far as this one's schedule has to do with it. */
export const NeighbourView = z.object({
  id: z.string(),
  /** Null when it was deleted. */
  name: z.string().nullable(),
  pausedAt: z.iso.datetime().nullable(),
});
export type NeighbourView = z.infer<typeof NeighbourView>;

export const SyncView = SyncInput.extend({
  id: z.string(),
  sourceName: z.string(),
  portalName: z.string(),
  objectLabel: z.string(),
  /** When it runs, in plain words. */
  scheduleWords: z.string(),
  /** Null while the schedule runs. */
  pausedAt: z.iso.datetime().nullable(),
  nextDueAt: z.iso.datetime().nullable(),
  /** Why no run can start now (portal to reconnect), or null. */
  whyBlocked: z.string().nullable(),
  /** The sync that this one runs after; null where its schedule is another. */
  runsAfter: NeighbourView.nullable(),
  /** The syncs that run after this one. */
  followers: z.array(NeighbourView),
  version: z.number(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SyncView = z.infer<typeof SyncView>;

/** What HubSpot has accepted of a sync. */
export const AcceptedRows = z.object({ rows: z.number().int() });
export type AcceptedRows = z.infer<typeof AcceptedRows>;

export const RunGlance = z.object({
  id: z.string(),
  status: RunStatus,
  trigger: RunTrigger,
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  ledger: Ledger,
  /** What a run would do, of a run that plans and sends nothing; null of all others. */
  dryRun: DryRun.nullable(),
  errorMessage: z.string().nullable(),
});
export type RunGlance = z.infer<typeof RunGlance>;

export const SyncListItem = z.object({
  id: z.string(),
  name: z.string(),
  sourceName: z.string(),
  portalName: z.string(),
  objectLabel: z.string(),
  queryLabel: z.string(),
  schedule: Schedule,
  /** When it runs, in plain words. */
  scheduleWords: z.string(),
  timeZone: z.string(),
  pausedAt: z.iso.datetime().nullable(),
  nextDueAt: z.iso.datetime().nullable(),
  whyBlocked: z.string().nullable(),
  /** The newest first, ten at the most, dry runs among them. */
  recentRuns: z.array(RunGlance),
  /** The newest that is no dry run. */
  lastRun: RunGlance.nullable(),
});
export type SyncListItem = z.infer<typeof SyncListItem>;
