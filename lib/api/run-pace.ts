import { z } from "zod";

/** What was delivered in a span of time. */
export const PaceSpan = z.object({
  /** In seconds since delivering began. */
  at: z.number(),
  /** How long it is; the last one ends with the delivery, or with what is known. */
  seconds: z.number(),
  calls: z.number().int(),
  rows: z.number().int(),
});
export type PaceSpan = z.infer<typeof PaceSpan>;

export const PaceView = z.object({
  /** What the portal allowed when the run was prepared: so many calls in so long. Null where HubSpot hadn't told. */
  allowance: z.object({ calls: z.number().int(), intervalMs: z.number().int() }).nullable(),
  /** From 0 to 1: the share of it that is left to other apps now. */
  reserveShare: z.number(),
  /** In order; where nothing was delivered there is none. */
  spans: z.array(PaceSpan),
});
export type PaceView = z.infer<typeof PaceView>;
