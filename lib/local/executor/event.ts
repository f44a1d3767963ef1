import { z } from "zod";
import { limits } from "./limits";
import { makeUlid } from "./ulid";

/** Postgres has no NUL in its texts; names and ids go into columns of their own. */
const isStorable = (text: string) => !text.includes("\u0000");

/** An event as it comes in through the door. */
export const IncomingEvent = z
  .looseObject({
    id: z.string().max(512).refine(isStorable).optional(),
    name: z.string().min(1).max(limits.eventNameLength).refine(isStorable),
    data: z.record(z.string(), z.unknown()).nullish(),
    ts: z.number().nonnegative().optional(),
  })
  .refine((event) => Buffer.byteLength(JSON.stringify(event)) <= limits.eventBytes, {
    error: `An event may have ${limits.eventBytes / 1024} KiB at most; send ids, not rows.`,
  });
export type IncomingEvent = z.infer<typeof IncomingEvent>;

/** An event as functions see it. */
export const AppEvent = z.looseObject({
  id: z.string(),
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
  ts: z.number(),
});
export type AppEvent = z.infer<typeof AppEvent>;

/** What a run is for: one event, or the events of a batch. */
export type RunEvents = readonly [AppEvent, ...AppEvent[]];

/** The events that the executor itself sends. */
export const internalEvents = {
  invoked: "inngest/function.invoked",
  failed: "inngest/function.failed",
  finished: "inngest/function.finished",
  cancelled: "inngest/function.cancelled",
  timer: "inngest/scheduled.timer",
} as const;

export function makeInternalEvent(kind: keyof typeof internalEvents, data: Record<string, unknown>): AppEvent {
  return { id: makeUlid(), name: internalEvents[kind], data, ts: Date.now() };
}
