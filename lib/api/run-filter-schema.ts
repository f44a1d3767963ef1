import { z } from "zod";
import { RunStatus, RunTrigger } from "./run-status-schema";

/** A run's status, or `live`: whatever isn't over. */
export const RunStatusFilter = z.enum(["live", ...RunStatus.options]);

/** How long ago at most a run ended, counted from when somebody looks. */
export const EndedWithin = z.enum(["1h", "24h", "7d", "30d"]);

const moment = z.iso.datetime({ offset: true });
/** In an address a day alone will do: it is its first moment in UTC. */
const momentOrDay = z.union([moment, z.iso.date().transform((day) => `${day}T00:00:00.000Z`)]);

/** Which runs are listed: those that fit all that is named. It stands in addresses, so that every part is a text. */
export const RunFilter = z.object({
  syncId: z.string().optional().describe("Only the runs of this sync."),
  status: RunStatusFilter.optional().describe("Only runs of this status; `live` for all that aren't over."),
  trigger: RunTrigger.optional().describe("Only runs that this has started."),
  kind: z.enum(["real", "dry"]).optional().describe("Only runs that send, or only dry runs."),
  rejects: z.literal("some").optional().describe("Only runs that have rejected rows."),
  ended: EndedWithin.optional().describe("Only runs that ended so long ago at most: in the last 24 hours for one."),
  from: moment.optional().describe("Only runs that were asked for at this time or later."),
  before: moment.optional().describe("Only runs that were asked for before this time."),
  search: z
    .string()
    .max(200)
    .transform((text) => text.replaceAll("\0", "").trim() || undefined)
    .optional()
    .describe("Only runs whose error has all of these words, in its message or its code."),
});

/** What an address asks for. A part that was mistyped is left out, and the page says so: it shows more runs rather than none. */
export function readRunFilter(search: Readonly<Record<string, unknown>>): z.infer<typeof RunFilter> {
  const { shape } = RunFilter;
  const read = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => schema.safeParse(value).data;
  return {
    syncId: read(z.uuid(), search.syncId),
    status: read(shape.status, search.status),
    trigger: read(shape.trigger, search.trigger),
    kind: read(shape.kind, search.kind),
    rejects: read(shape.rejects, search.rejects),
    ended: read(shape.ended, search.ended),
    from: read(momentOrDay, search.from),
    before: read(momentOrDay, search.before),
    search: read(shape.search, search.search),
  };
}
