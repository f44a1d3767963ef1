import { z } from "zod";

/** The counts of a run: read = unchanged + created + updated + skipped + rejected + cancelled once it has finished. */
export const Ledger = z.object({
  read: z.number().int(),
  unchanged: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int(),
  rejected: z.number().int(),
  cancelled: z.number().int(),
});
export type Ledger = z.infer<typeof Ledger>;

/**
 * What a run would do that planned and sent nothing. Its ledger has no created, updated or cancelled rows: read = unchanged
 * + wouldCreate + wouldUpdate + skipped + rejected.
 */
export const DryRun = z.object({
  /** Rows that HubSpot has never accepted from this sync. It may have the records of some, and update those. */
  wouldCreate: z.number().int(),
  wouldUpdate: z.number().int(),
  /** Records whose rows have vanished, that would be cleared or archived. */
  wouldRemove: z.number().int(),
});
export type DryRun = z.infer<typeof DryRun>;
