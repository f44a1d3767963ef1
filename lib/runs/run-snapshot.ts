import { z } from "zod";
import { SourceQuery } from "../api/sources";
import { DuplicateRule, Guard, Mapping, VanishedMode, WriteMode } from "../api/syncs";

/** What the sync said when a draft of it was checked. */
const DraftSnapshot = z.object({
  /** The draft reaches other records than the sync: nothing that HubSpot has accepted counts for it. */
  isOtherTarget: z.boolean(),
  /** The mapping that HubSpot has accepted rows by; null where the draft reads other rows. */
  savedMapping: Mapping.nullable(),
});

/**
 * Where the rows of a run come from: its source; what another run of the sync has rejected (all of it that is open, or
 * that of some causes, or some rows); or a file of such rows that somebody has corrected.
 */
export const RunRows = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("source") }),
  z.object({
    kind: z.literal("rejects"),
    runId: z.string(),
    causeIds: z.array(z.string()).nullable(),
    rowNumbers: z.array(z.number().int()).nullable(),
  }),
  z.object({ kind: z.literal("upload"), runId: z.string(), uploadId: z.string() }),
]);
export type RunRows = z.infer<typeof RunRows>;

/** The sync as it was when a run was asked for: what the run goes by, whatever is changed meanwhile. */
export const RunSnapshot = z.object({
  sourceId: z.string(),
  portalId: z.string(),
  query: SourceQuery,
  objectTypeId: z.string(),
  mapping: Mapping,
  mode: WriteMode,
  duplicates: DuplicateRule.default("reject"),
  vanished: VanishedMode.default("keep"),
  guard: Guard.default(Guard.parse({})),
  rows: RunRows.default({ kind: "source" }),
  /** Sends every row, whatever HubSpot has accepted of it. */
  isFull: z.boolean().default(false),
  /** Of a dry run of a draft: what the draft would change. */
  draft: DraftSnapshot.nullable().default(null),
});
export type RunSnapshot = z.infer<typeof RunSnapshot>;
