import { z } from "zod";

export const RunCallItem = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  /** Null when no whole answer came. */
  status: z.number().int().nullable(),
  durationMs: z.number().int(),
  /** Which try of the call it was, from 1. */
  attempt: z.number().int(),
  /** What HubSpot's support asks for. */
  correlationId: z.string().nullable(),
});
export type RunCallItem = z.infer<typeof RunCallItem>;

/** One call with what was asked and answered: the first of its records, their values masked. */
export const RunCallView = RunCallItem.extend({
  request: z.string().nullable().describe("JSON; null where nothing was sent."),
  answer: z.string().nullable().describe("JSON; null where no answer came."),
});
export type RunCallView = z.infer<typeof RunCallView>;

export const RunCallPage = z.object({ calls: z.array(RunCallItem), nextCursor: z.string().nullable() });
export type RunCallPage = z.infer<typeof RunCallPage>;
