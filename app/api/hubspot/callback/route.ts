import { type NextRequest, NextResponse } from "next/server";
import { readMembership } from "@/app/_server/actor";
import { readEnv } from "@/lib/env";
import { endConnection } from "./end-connection";

export const dynamic = "force-dynamic";

/** Where HubSpot sends people back to. Every way ends on the connections page, which says how it went. */
export async function GET(request: NextRequest): Promise<Response> {
  const membership = await readMembership();
  if (!membership) return goTo("/sign-in");
  return goTo(`/connections?connect=${await endConnection(membership.actor, request.nextUrl.searchParams)}`);
}

function goTo(path: string): Response {
  return NextResponse.redirect(new URL(path, readEnv().NEXTAUTH_URL));
}
