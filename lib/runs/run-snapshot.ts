import { z } from "zod";
import { SourceQuery } from "../api/sources";
import { DuplicateRule, Guard, Mapping, VanishedMode, WriteMode } from "../api/syncs";

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
  /** Sends every row, whatever HubSpot has accepted of it. */
  isFull: z.boolean().default(false),
});
export type RunSnapshot = z.infer<typeof RunSnapshot>;
