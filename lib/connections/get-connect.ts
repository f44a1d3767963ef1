import type { ConnectView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { readEnv } from "../env";
import { requiredScopes, type Scope, scopeChoices } from "../hubspot/scopes";
import { WHY_NO_OAUTH } from "./portal-tokens";

/** What the connect screen says before anybody clicks: what is asked for, why, and where HubSpot sends people back. */
export function getConnect(_actor: Actor): ConnectView {
  const env = readEnv();
  return {
    whyNoOAuth: env.HUBSPOT_CLIENT_ID && env.HUBSPOT_CLIENT_SECRET ? null : WHY_NO_OAUTH,
    redirectUrl: redirectUrl(),
    requiredScopes: requiredScopes.map(viewScope),
    choices: scopeChoices.map(({ kind, label, needs, scopes }) => ({
      kind,
      label,
      needs,
      scopes: scopes.map(viewScope),
    })),
  };
}

function viewScope({ scope, why }: Scope): Scope {
  return { scope, why };
}

export function redirectUrl(): string {
  return `${readEnv().NEXTAUTH_URL}/api/hubspot/callback`;
}
