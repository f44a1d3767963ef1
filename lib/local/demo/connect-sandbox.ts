import type { PortalView } from "@/lib/api/portals";
import type { Actor } from "@/lib/auth/actor";
import { completeOAuth, OAuthCallback } from "@/lib/connections/complete-oauth";
import { startOAuth } from "@/lib/connections/start-oauth";
import { scopeChoices } from "@/lib/hubspot/scopes";
import { CommandError } from "../say";

/** Connects a portal of the sandbox as a person would: asked for all kinds, agreed to on its pages, and back with a code. */
export async function connectSandbox(
  actor: Actor,
  hubId: number,
  kinds: string[] = scopeChoices.map(({ kind }) => kind),
): Promise<PortalView> {
  const url = new URL((await startOAuth(actor, { kinds, portalId: null })).url);
  url.searchParams.set("portalId", String(hubId));
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ decision: "connect" }),
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
  });
  const location = answer.headers.get("location");
  if (!location) throw new CommandError(`The HubSpot sandbox refused the connection (${answer.status}).`);
  const callback = OAuthCallback.parse(Object.fromEntries(new URL(location).searchParams));
  return (await completeOAuth(actor, callback)).portal;
}
