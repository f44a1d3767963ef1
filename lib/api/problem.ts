import type { z } from "zod";
import type * as schemas from "./problem-schema";

export type QueryPlace = z.infer<typeof schemas.QueryPlace>;
export type Problem = z.infer<typeof schemas.Problem>;
export type ProblemDetails = z.infer<typeof schemas.ProblemDetails>;

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

/** What /api/v1 refused, of the answer to a refused request; null where the answer isn't ours, but a proxy's. */
export function readProblem(answer: unknown): Problem | null {
  return isProblemDetails(answer) ? { code: answer.code, message: answer.detail, ...pickPlace(answer) } : null;
}

function isProblemDetails(answer: unknown): answer is ProblemDetails {
  if (typeof answer !== "object" || answer === null || !("code" in answer) || !("detail" in answer)) return false;
  return typeof answer.code === "string" && typeof answer.detail === "string";
}

const pickPlace = ({ place }: ProblemDetails) => (place ? { place } : {});
