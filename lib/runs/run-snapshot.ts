import { z } from "zod";
import { SourceQuery } from "../api/sources";
import { Mapping, WriteMode } from "../api/syncs";

/** The sync as it was when a run was asked for: what the run goes by, whatever is changed meanwhile. */
export const RunSnapshot = z.object({
  sourceId: z.string(),
  portalId: z.string(),
  query: SourceQuery,
  objectTypeId: z.string(),
  mapping: Mapping,
  mode: WriteMode,
});
export type RunSnapshot = z.infer<typeof RunSnapshot>;
