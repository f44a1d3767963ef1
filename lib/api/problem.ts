import { z } from "zod";

export const QueryPlace = z.object({ line: z.number().int().min(1), column: z.number().int().min(1) });
export type QueryPlace = z.infer<typeof QueryPlace>;

/** How every door says no: the message is written for the person who reads it. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** Where in the query, counted in characters from 1. */
  place: QueryPlace.optional(),
  /** The fields of a form that are wrong, by path. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** How /api/v1 says no: RFC 9457, with the code of docs/errors.md beside it. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What is wrong, which one, and what to do next. */
  detail: z.string(),
  code: z.string(),
  /** Of a query that failed: where in it, counted in characters from 1. */
  place: QueryPlace.optional(),
  /** What is wrong with which field of the body, by path. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** What a server action answers. */
export type ActionResult<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Problem };

/** A refusal, as an error for the browser's code: `status` is null when it came from a server action. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: number | null;
  readonly place: QueryPlace | null;

  constructor(problem: Problem, status: number | null = null) {
    super(problem.message);
    this.code = problem.code;
    this.status = status;
    this.place = problem.place ?? null;
  }
}
