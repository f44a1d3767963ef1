import { ApiError } from "@/lib/api/problem";

/** Why something couldn't be read, in a sentence. Only the server's refusals are written for people. */
export function describeFailure(error: Error): string {
  if (error instanceof ApiError) return error.message;
  // What fetch throws where no answer came at all.
  if (error instanceof TypeError) return "The server could not be reached. Check your connection.";
  return "The server's answer could not be understood. Reload the page.";
}
