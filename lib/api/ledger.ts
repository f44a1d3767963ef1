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
