import type { ConnectRules } from "@/lib/local/hubspot-sandbox/oauth/connect-rules";
import type { App } from "@/lib/local/hubspot-sandbox/oauth/installs";
import { isBeyondTier, knownScopes } from "@/lib/local/hubspot-sandbox/oauth/scopes";
import type { PortalSeed } from "@/lib/local/hubspot-sandbox/options";

export interface Authorization {
  readonly app: App;
  readonly redirectUri: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly state: string | null;
  readonly challenge: string | null;
}

const invalidScope = "An invalid scope name was provided. Please contact the app developer.";
const insufficientScopes =
  "Authorization failed because the provided scopes are insufficient. Please contact the app developer.";
const mismatchedScopes =
  "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes. Please contact the app developer.";
const missingFeatures = "This account doesn't have access to some HubSpot features that are required by this app.";
const notApproved = "Authorization failed because this app hasn't been approved to access the required scopes.";
const mayNotConnect =
  "You don't have permission to connect apps to this account. Ask a Super Admin, or somebody with the permission for the App Marketplace.";

/** Reads an install URL, or says what HubSpot would say to it on its own page. */
export function checkAuthorization(query: URLSearchParams, apps: readonly App[]): Authorization | string {
  const app = apps.find(({ clientId }) => clientId === query.get("client_id"));
  if (app === undefined) return "An invalid app client_id was provided";
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!app.redirectUrls.includes(redirectUri)) {
    return `Authorization failed as the redirect URL '${redirectUri}' doesn't match the app's registered redirect URL`;
  }
  const required = splitScopes(query.get("scope"));
  const optional = splitScopes(query.get("optional_scope"));
  const complaint = findBadScopes(app, required, optional);
  if (complaint !== null) return complaint;
  if (query.has("code_challenge") && query.get("code_challenge_method") !== "S256") {
    return "Authorization failed because the code challenge method must be S256.";
  }
  return { app, redirectUri, required, optional, state: query.get("state"), challenge: query.get("code_challenge") };
}

function findBadScopes(app: App, required: readonly string[], optional: readonly string[]): string | null {
  const isUnknown = [...required, ...optional].some((scope) => !knownScopes.has(scope));
  if (required.length === 0 || isUnknown) return invalidScope;
  if (!required.includes("oauth")) return mismatchedScopes;
  if (app.requiredScopes.some((scope) => !required.includes(scope))) return insufficientScopes;
  const requirable = [...app.requiredScopes, ...(app.conditionallyRequiredScopes ?? [])];
  if (required.some((scope) => !requirable.includes(scope))) return mismatchedScopes;
  const configured = [...app.requiredScopes, ...app.optionalScopes];
  return optional.some((scope) => !configured.includes(scope)) ? mismatchedScopes : null;
}

/** What the account can grant: all that is required, and of the optional ones those that its tier has. Or why not. */
export function listGrantable(
  { required, optional }: Authorization,
  portal: PortalSeed,
  { userMayConnectApps, requiresAppApproval }: ConnectRules,
): readonly string[] | string {
  if (!userMayConnectApps) return mayNotConnect;
  if (requiresAppApproval) return notApproved;
  if (required.some((scope) => isBeyondTier(scope, portal.tier))) return missingFeatures;
  return [...new Set([...required, ...optional.filter((scope) => !isBeyondTier(scope, portal.tier))])];
}

function splitScopes(scopes: string | null): readonly string[] {
  return (scopes ?? "").split(/[\s+]+/).filter((scope) => scope !== "");
}
