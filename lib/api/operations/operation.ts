import { z } from "zod";
import type { MemberRole } from "../api-keys";

/**
 * One thing that can be asked of /api/v1. The door parses by it, the OpenAPI document is made from it: what is
 * documented is what is enforced.
 */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v1, with its parameters in braces. */
  readonly path: `/${string}`;
  readonly tag: "sources" | "portals" | "storage" | "syncs" | "runs" | "causes" | "instance";
  readonly summary: string;
  /** What to know before calling it. */
  readonly description?: string;
  /** Null where nobody has to sign in. */
  readonly role: MemberRole | null;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Of what takes a file: the media types that its body may have. It is taken piece by piece as it comes. */
  readonly takesFile?: readonly string[];
  readonly status: 200 | 201 | 204;
  /** Null where there is no body. */
  readonly answer: z.ZodType | null;
  /** Of a download: the types that the file may have. */
  readonly file?: readonly [string, ...string[]];
}

/** The names in a path's braces. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [Key in Name]: string } & ParamsOf<Rest>
  : unknown;

type Parsed<Part> = Part extends z.ZodType ? z.infer<Part> : null;

/** What a caller sends, where `BodyOf` is what the verb gets. */
export type BodyInput<O extends Operation> = O extends { body: infer Body extends z.ZodType } ? z.input<Body> : never;
export type BodyOf<O extends Operation> = O extends { body: infer Body } ? Parsed<Body> : null;
export type QueryOf<O extends Operation> = O extends { query: infer Query } ? Parsed<Query> : null;
export type HeadersOf<O extends Operation> = O extends { headers: infer Headers } ? Parsed<Headers> : null;
export type AnswerOf<O extends Operation> = O["answer"] extends z.ZodType ? z.input<O["answer"]> : null;

export const Cursor = z
  .string()
  .max(100)
  .optional()
  .describe("`nextCursor` of the page before; leave it out for the first page.");

const Key = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, "An Idempotency-Key has 1 to 255 letters, digits and signs, and no spaces.");

/** Headers of what starts a run. */
export const NamedRequest = z.object({
  "idempotency-key": Key.optional().describe(
    "A name for this request, unique in the workspace, such as the id of the job that makes it. The same name for anything else is refused with 409.",
  ),
});
