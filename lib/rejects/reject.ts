import { z } from "zod";

/**
 * A refused row as a reject page holds it, one JSON line each. `cells` are the source row as it was read, in the order
 * of the plan's columns; `payload` is what was sent, or what could be converted of it.
 */
export const Reject = z.object({
  rowNumber: z.number().int(),
  /** Of a retry and an upload: the row's number in the run that rejected it before. */
  originRow: z.number().int().nullable().default(null),
  /** And its number in the run that read it from the source, however many retries lie between. */
  sourceRow: z.number().int().nullable().default(null),
  matchValue: z.string().nullable(),
  stage: z.enum(["preflight", "hubspot", "unconfirmed"]),
  code: z.string(),
  category: z.string().nullable(),
  property: z.string().nullable(),
  option: z.string().nullable(),
  message: z.string(),
  alsoRefused: z.array(z.object({ code: z.string(), property: z.string().nullable(), message: z.string() })),
  correlationId: z.string().nullable(),
  existingRecordId: z.string().nullable(),
  refusedAt: z.string(),
  cells: z.array(z.string().nullable()),
  payload: z.record(z.string(), z.string()),
});
export type Reject = z.infer<typeof Reject>;

/** The rejects of a page as NDJSON. */
export function encodeRejects(rejects: readonly Reject[]): string {
  return rejects.map((reject) => `${JSON.stringify(reject)}\n`).join("");
}

/** False of a line that is no reject of the cause, which takes no parsing to tell; true of some that aren't, either. */
export function couldBeOf({ code, option }: { code: string; option: string | null }): (line: string) => boolean {
  // As `encodeRejects` writes them.
  const marks = [`"code":${JSON.stringify(code)}`, ...(option ? [`"option":${JSON.stringify(option)}`] : [])];
  return (line) => marks.every((mark) => line.includes(mark));
}

/** The rejects of a page that is in memory as a whole. Throws as `decodeRejects` does. */
export function* decodePage(page: string): Generator<Reject> {
  for (const line of page.split("\n")) if (line !== "") yield Reject.parse(JSON.parse(line));
}

/** The rejects of a page, line by line. Throws when a line is not one: a page is written whole or not at all. */
export async function* decodeRejects(lines: AsyncIterable<string>): AsyncGenerator<Reject> {
  for await (const line of lines) yield Reject.parse(JSON.parse(line));
}
