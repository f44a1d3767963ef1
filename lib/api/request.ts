import type { z } from "zod";
import { ApiError, type Problem, ProblemDetails } from "./problem";

/** Asks the console's own API: by POST where there is a body. Throws `ApiError` with what the server refused. */
export async function request<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    signal,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await readRefusal(response);
  return schema.parse(await response.json().catch(() => null));
}

/** What a server that refused says, or that it can't be read. */
export async function readRefusal(response: Response): Promise<ApiError> {
  const answer = ProblemDetails.safeParse(await response.json().catch(() => null));
  const problem: Problem = answer.success
    ? { code: answer.data.code, message: answer.data.detail, place: answer.data.place }
    : { code: "unreadable", message: `The server answered ${response.status}.` };
  return new ApiError(problem, response.status);
}

/** The query of an address, of what is given. */
export function writeSearch(parts: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
}
