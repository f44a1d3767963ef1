import { STATUS_CODES } from "node:http";
import { z } from "zod";
import type { Problem, ProblemDetails } from "@/lib/api/problem";
import { AppError, type AppErrorCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { CallsSpent } from "@/lib/members/spend-call";

const statusOf: Record<AppErrorCode, number> = {
  invalid_input: 400,
  mapping_invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  not_approved: 409,
  throttled: 429,
  not_configured: 503,
  source_unreachable: 502,
  source_refused: 502,
  source_query_failed: 422,
  source_timeout: 504,
  hubspot_unreachable: 502,
  hubspot_refused: 502,
  hubspot_scope_missing: 403,
  hubspot_reconnect: 409,
  hubspot_rate_limited: 503,
  ledger_open: 500,
  storage_failed: 502,
  too_large: 413,
};

/** The only map from errors to what a caller is told. What wasn't foreseen is logged and told as nothing but that. */
export function describeError(error: unknown): { status: number; problem: Problem } {
  if (error instanceof AppError) {
    const { code, message, place } = error;
    return { status: statusOf[code], problem: { code, message, ...(place ? { place } : {}) } };
  }
  if (error instanceof z.ZodError) return { status: 400, problem: describeInvalidInput(error) };
  if (isGoneCaller(error)) return { status: 499, problem: { code: "aborted", message: "The caller went away." } };
  log.error({ err: error }, "unforeseen error");
  return {
    status: 500,
    problem: { code: "internal", message: "Something went wrong on our side. Try again; the log has the details." },
  };
}

/** The same for whoever speaks HTTP. */
export function answerProblem(error: unknown): Response {
  const { status, problem } = describeError(error);
  const { code, message: detail, ...more } = problem;
  const title = STATUS_CODES[status] ?? "Problem";
  const body: ProblemDetails = { type: "about:blank", title, status, detail, code, ...more };
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (status === 401) headers.set("www-authenticate", "Bearer");
  if (error instanceof CallsSpent) headers.set("retry-after", String(error.retryAfterSeconds));
  return Response.json(body, { status, headers });
}

// A browser that leaves a page drops the requests it has open: nobody is there to be told, and nothing is wrong.
function isGoneCaller(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET" && error.message === "aborted";
}

function describeInvalidInput(error: z.ZodError): Problem {
  const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.message]).reverse());
  const [first] = error.issues;
  return { code: "invalid_input", message: first?.message ?? "The input is not complete.", fields };
}
