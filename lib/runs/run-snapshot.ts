import { z } from "zod";
import { SourceQuery } from "../api/sources";
import { Guard, Mapping, VanishedMode, WriteMode } from "../api/syncs";

/** The sync as it was when a run was asked for: what the run goes by, whatever is changed meanwhile. */
export const RunSnapshot = z.object({
  sourceId: z.string(),
  portalId: z.string(),
  query: SourceQuery,
  objectTypeId: z.string(),
  mapping: Mapping,
  mode: WriteMode,
  vanished: VanishedMode.default("keep"),
  guard: Guard.default(Guard.parse({})),
});
export type RunSnapshot = z.infer<typeof RunSnapshot>;
