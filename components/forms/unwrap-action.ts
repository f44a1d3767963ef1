import { type ActionResult, ApiError } from "@/lib/api/problem";

/** What a server action answered, for callers that show whatever was thrown, as ConfirmDialog does. */
export async function unwrapAction<T>(answer: Promise<ActionResult<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new ApiError(result.error);
  return result.data;
}
