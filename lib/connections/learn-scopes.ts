import { getDb } from "../db";
import { readEnv } from "../env";
import { introspectToken } from "../hubspot/oauth";
import { type PortalTokens, readApp } from "./portal-tokens";

/**
 * Keeps what HubSpot says now about a portal's scopes, and forgets what it has refused: whoever tests a portal has
 * often just changed them. Of a pasted token HubSpot tells nothing; it is found out again as it is used.
 */
export async function learnScopes(
  portalId: string,
  { tokens, connectedAt }: { tokens: PortalTokens; connectedAt: Date },
): Promise<void> {
  const grantedScopes = tokens.kind === "oauth" ? await readScopes(tokens.accessToken) : [];
  const isTold = tokens.kind === "token" || grantedScopes.length > 0;
  await getDb().portal.updateMany({
    // Whoever has connected again meanwhile knows better.
    where: { id: portalId, connectedAt },
    data: isTold ? { grantedScopes, deniedScopes: [] } : { deniedScopes: [] },
  });
}

async function readScopes(token: string): Promise<string[]> {
  const app = { apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL, ...readApp() };
  return (await introspectToken({ ...app, token })).scopes;
}
