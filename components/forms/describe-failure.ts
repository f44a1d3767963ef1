import { isOnline } from "@/components/ui/connection";
import { ApiError } from "@/lib/api/problem";

/** Why something couldn't be read, in a sentence. Only the server's refusals are written for people. */
export function describeFailure(error: Error): string {
  if (error instanceof ApiError) return error.message;
  // What fetch throws where no answer came at all.
  if (error instanceof TypeError) return describeNoAnswer();
  return "The server's answer could not be understood. Reload the page.";
}

/** Why a question got no answer at all. */
export function describeNoAnswer(): string {
  return isOnline()
    ? "The server could not be reached. Check your connection."
    : "You are offline. Try again once you are back.";
}
