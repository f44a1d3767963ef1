import { z } from "zod";
import { RunLink } from "./runs";

/** What is said of the sync differently by two runs of it; null on the side that has nothing of it. */
export const SyncChange = z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type SyncChange = z.infer<typeof SyncChange>;

export const RunChanges = z.object({
  /** The run of the sync before this one; null of its first. */
  previous: RunLink.nullable(),
  changes: z.array(SyncChange),
  /** Who changed the sync between the two, the latest first, as far as the audit log tells. */
  events: z.array(z.object({ at: z.iso.datetime(), by: z.string().nullable(), summary: z.string() })),
});
export type RunChanges = z.infer<typeof RunChanges>;
