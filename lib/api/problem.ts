import { z } from "zod";

/** How every door says no: the message is written for the person who reads it. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** The fields of a form that are wrong, by path. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What a server action answers. */
export type ActionResult<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Problem };

/** A refusal that came over HTTP. */
export class ApiError extends Error {
  readonly code: string;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = "ApiError";
    this.code = problem.code;
  }
}
