import { describeError } from "@/app/_server/problem";
import {
  type ConnectOutcome,
  readFailure,
  readGrantRefusal,
  readRefusal,
} from "@/components/connections/connect-outcome";
import type { Actor } from "@/lib/auth/actor";
import { completeOAuth, OAuthCallback } from "@/lib/connections/complete-oauth";
import { AppError } from "@/lib/errors";
import { GrantRefusal } from "@/lib/hubspot/grant-errors";
import { log } from "@/lib/log";

/** Ends a connection with what HubSpot sent the browser back with, and says how it went. */
export async function endConnection(actor: Actor, query: URLSearchParams): Promise<ConnectOutcome> {
  const refusal = query.get("error");
  if (refusal !== null) return readRefusal(refusal);
  const callback = OAuthCallback.safeParse(Object.fromEntries(query));
  if (!callback.success) return "incomplete";
  try {
    const { refusedScopes } = await completeOAuth(actor, callback.data);
    return refusedScopes.length > 0 ? "connected_partly" : "connected";
  } catch (error) {
    const { problem } = describeError(error);
    log.warn({ code: problem.code, reason: problem.message }, "a portal could not be connected");
    if (error instanceof GrantRefusal) return readGrantRefusal(error.status);
    return error instanceof AppError ? readFailure(error.code) : "failed";
  }
}
