import { z } from "zod";
import { ApiError } from "./problem";
import { QueryPlace } from "./problem-schema";
import { readRefusal } from "./request";
import { Mapping, SyncInput } from "./syncs";

/** How many of a query's match values are looked up in HubSpot at the most: ten calls. */
export const LOOKED_UP_VALUES = 1_000;

export const MatchCheckInput = SyncInput.pick({
  sourceId: true,
  query: true,
  portalId: true,
  objectTypeId: true,
}).extend({
  match: Mapping.shape.match,
  syncId: z
    .string()
    .nullable()
    .default(null)
    .describe("The sync that this is of, so that what HubSpot has accepted counts; null for a new one."),
});
export type MatchCheckInput = z.infer<typeof MatchCheckInput>;

/** A row without a usable match value. */
const UnusableRow = z.object({
  rowNumber: z.number().int(),
  /** What the match column has; null where it has nothing. */
  value: z.string().nullable(),
  /** Why it can't be a match value. */
  message: z.string(),
  /** What else the row has, so that somebody recognises it. */
  cells: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
});
export type UnusableRow = z.infer<typeof UnusableRow>;

export const MatchCheck = z.object({
  rows: z.number().int(),
  /** Rows whose match column is empty. */
  blank: z.number().int(),
  /** Rows with a value that can't be a match value. */
  invalid: z.number().int(),
  /** Rows with a usable value. */
  usable: z.number().int(),
  /** Different values of them, once capitals and blanks are evened out: so many records are meant. */
  values: z.number().int(),
  /** Values that more than one row has, and how many rows those are. */
  repeatedValues: z.number().int(),
  repeatedRows: z.number().int(),
  blankRows: z.array(UnusableRow),
  invalidRows: z.array(UnusableRow),
  repeated: z.array(z.object({ value: z.string(), rows: z.number().int(), firstRow: z.number().int() })),
  /** Of a saved sync: what HubSpot has accepted of it, and how much of that has a row now; null where that says nothing. */
  accepted: z.object({ values: z.number().int(), vanished: z.number().int() }).nullable(),
  /** Of a sample of the values, evenly from all: how many have a record now. Null where HubSpot couldn't be asked. */
  lookedUp: z.object({ values: z.number().int(), found: z.number().int() }).nullable(),
  /** Why HubSpot couldn't be asked. */
  whyNotLookedUp: z.string().nullable(),
});
export type MatchCheck = z.infer<typeof MatchCheck>;

/** A check says how far it has come, a line each time, and ends with what it found or with what stopped it. */
export const MatchCheckLine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reading"), rows: z.number().int() }),
  z.object({ kind: z.literal("looking_up"), rows: z.number().int(), values: z.number().int() }),
  z.object({ kind: z.literal("done"), check: MatchCheck }),
  z.object({ kind: z.literal("failed"), code: z.string(), message: z.string(), place: QueryPlace.optional() }),
]);
export type MatchCheckLine = z.infer<typeof MatchCheckLine>;

export type MatchCheckProgress = Extract<MatchCheckLine, { kind: "reading" | "looking_up" }>;

interface ReadMatchCheck {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: MatchCheckProgress) => void;
}

/** Asks for a check and follows it to its end. Throws `ApiError` where it was refused or stopped, and when it is aborted. */
export async function readMatchCheck(
  input: z.input<typeof MatchCheckInput>,
  { signal, onProgress }: ReadMatchCheck,
): Promise<MatchCheck> {
  const response = await fetch("/api/v1/syncs/match-check", {
    method: "POST",
    signal,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (!response.ok || response.body === null) throw await readRefusal(response);
  for await (const text of readLines(response.body)) {
    const line = MatchCheckLine.parse(JSON.parse(text));
    if (line.kind === "done") return line.check;
    if (line.kind === "failed") throw new ApiError(line);
    onProgress(line);
  }
  throw new ApiError({ code: "broken_off", message: "The check broke off before its end. Check again." });
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (done) return;
  }
}
