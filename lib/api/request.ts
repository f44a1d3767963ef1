import { ApiError, readProblem } from "./problem";

/**
 * Asks the console's own API: by POST where there is a body. Throws `ApiError` with what the server refused. An answer is
 * taken as it comes: the server that wrote it has the same types.
 */
export async function request<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    signal,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await readRefusal(response);
  return response.json();
}

/** What a server that refused says, or that it can't be read. */
export async function readRefusal(response: Response): Promise<ApiError> {
  const problem = readProblem(await response.json().catch(() => null));
  const unreadable = { code: "unreadable", message: `The server answered ${response.status}.` };
  return new ApiError(problem ?? unreadable, response.status);
}

/** The query of an address, of what is given. */
export function writeSearch(parts: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
}
