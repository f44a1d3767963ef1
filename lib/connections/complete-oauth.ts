import { z } from "zod";
import type { PortalView } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { digestSecret } from "../crypto/digest";
import { getDb } from "../db";
import { readEnv } from "../env";
import { AppError } from "../errors";
import { exchangeCode, introspectToken } from "../hubspot/oauth";
import { requiredScopes } from "../hubspot/scopes";
import { log } from "../log";
import { redirectUrl } from "./get-connect";
import { type OAuthIntent, openIntent } from "./oauth-attempt";
import { readApp } from "./portal-tokens";
import { savePortal } from "./save-portal";

export const OAuthCallback = z.object({ code: z.string().min(1), state: z.string().min(1) });

export interface Connected {
  readonly portal: PortalView;
  /** Optional scopes that were asked for and not granted: the account or its user doesn't have them. */
  readonly refusedScopes: readonly string[];
}

/**
 * Ends a connection with what HubSpot sent back: the state is spent, the code becomes tokens, the portal is kept with
 * what was granted. Throws `invalid_input` where it was meant for one portal and another account came back.
 */
export async function completeOAuth(actor: Actor, callback: z.infer<typeof OAuthCallback>): Promise<Connected> {
  requireRole(actor, "editor");
  const { codeVerifier, portalId, askedScopes } = await spendState(actor, callback.state);
  const app = { apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL, ...readApp() };
  const grant = await exchangeCode({ ...app, redirectUri: redirectUrl(), code: callback.code, codeVerifier });
  const { hubDomain, scopes } = await readGrant({ ...app, token: grant.accessToken });
  const grantedScopes = grant.scopes ?? scopes;
  const portal = await savePortal(actor, {
    expectedPortalId: portalId,
    domain: hubDomain,
    grantedScopes,
    tokens: { kind: "oauth", accessToken: grant.accessToken, refreshToken: grant.refreshToken },
    expiresAt: grant.expiresAt,
  });
  return { portal, refusedScopes: askedScopes.filter((scope) => !grantedScopes.includes(scope)) };
}

/** The account's domain, and the scopes in case the grant doesn't tell them: HubSpot's page grants all required ones. */
async function readGrant(request: Parameters<typeof introspectToken>[0]) {
  const required = requiredScopes.map(({ scope }) => scope);
  try {
    const { hubDomain, scopes } = await introspectToken(request);
    return { hubDomain, scopes: scopes.length > 0 ? scopes : required };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The code is spent: a portal that goes by its number is worth more than one that has to be connected once more.
    log.warn({ reason: error.message }, "HubSpot didn't tell the domain of an account that was connected");
    return { hubDomain: null, scopes: required };
  }
}

async function spendState(actor: Actor, state: string): Promise<OAuthIntent> {
  const where = {
    stateHash: digestSecret(state),
    workspaceId: actor.workspaceId,
    userId: actor.userId,
    expiresAt: { gt: new Date() },
  };
  const db = getDb();
  const attempt = await db.oAuthAttempt.findUnique({ where, select: { id: true, sealedVerifier: true } });
  // Whoever deletes the row owns it: the same address opened twice connects once.
  const { count } = await db.oAuthAttempt.deleteMany({ where });
  if (!attempt || count === 0) {
    throw new AppError(
      "not_found",
      "This connection was begun more than half an hour ago, or by somebody else. Begin again.",
    );
  }
  return openIntent(attempt.sealedVerifier, attempt.id);
}
