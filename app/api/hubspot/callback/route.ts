import { type NextRequest, NextResponse } from "next/server";
import { readMembership } from "@/app/_server/actor";
import { describeError } from "@/app/_server/problem";
import { completeOAuth, OAuthCallback } from "@/lib/connections/complete-oauth";
import { readEnv } from "@/lib/env";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

const outcomeOf: Record<string, string> = {
  not_found: "expired",
  invalid_input: "other_account",
  forbidden: "forbidden",
  not_configured: "not_configured",
  hubspot_unreachable: "unreachable",
};

/** Where HubSpot sends people back to. Every way ends on the connections page, which says how it went. */
export async function GET(request: NextRequest): Promise<Response> {
  const membership = await readMembership();
  if (!membership) return goTo("/sign-in");
  const callback = OAuthCallback.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!callback.success) return goTo("/connections?connect=denied");
  try {
    const { refusedScopes } = await completeOAuth(membership.actor, callback.data);
    return goTo(`/connections?connect=${refusedScopes.length > 0 ? "connected_partly" : "connected"}`);
  } catch (error) {
    const { problem } = describeError(error);
    log.warn({ code: problem.code, reason: problem.message }, "a portal could not be connected");
    return goTo(`/connections?connect=${outcomeOf[problem.code] ?? "refused"}`);
  }
}

function goTo(path: string): Response {
  return NextResponse.redirect(new URL(path, readEnv().NEXTAUTH_URL));
}
