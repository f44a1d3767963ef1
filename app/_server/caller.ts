import type { Actor } from "@/lib/auth/actor";
import { readEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { authenticateApiKey } from "@/lib/members/authenticate-api-key";
import { spendCall } from "@/lib/members/spend-call";
import { readMembership } from "./actor";

/**
 * Who calls /api/v1: a machine by its key, or a person by their session. Whoever sends an Authorization header is asked
 * for nothing else: a key that doesn't work never turns into the session of the browser that it was sent from.
 */
export async function identifyCaller(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const actor = await authenticateApiKey(readBearer(authorization));
    await spendCall(actor.apiKeyId);
    return actor;
  }
  const membership = await readMembership();
  if (!membership) {
    throw new AppError("unauthenticated", "Sign in again, or send an API key as `Authorization: Bearer slk_…`.");
  }
  requireOwnPage(request);
  return membership.actor;
}

function readBearer(authorization: string): string {
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (key === undefined) throw new AppError("unauthenticated", "Send the API key as `Authorization: Bearer slk_…`.");
  return key;
}

/**
 * A browser adds the session to a request whichever page it comes from, so that one that may change something has to
 * come from ours. `Sec-Fetch-Site` can't be set by a page; browsers leave it out where neither https nor localhost is.
 */
function requireOwnPage({ method, headers }: Request): void {
  if (method === "GET" || method === "HEAD") return;
  const site = headers.get("sec-fetch-site");
  const isOwn =
    site === null ? headers.get("origin") === new URL(readEnv().NEXTAUTH_URL).origin : site === "same-origin";
  if (!isOwn) {
    throw new AppError("forbidden", "A session changes things from the console's own pages only. Use an API key.");
  }
}
