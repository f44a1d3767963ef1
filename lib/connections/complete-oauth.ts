import { z } from "zod";
import type { PortalView } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { digestSecret } from "../crypto/digest";
import { getDb } from "../db";
import { readEnv } from "../env";
import { AppError } from "../errors";
import { exchangeCode, introspectToken } from "../hubspot/oauth";
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
  const { hubDomain } = await introspectToken({ ...app, token: grant.accessToken });
  const portal = await savePortal(actor, {
    expectedPortalId: portalId,
    domain: hubDomain,
    grantedScopes: grant.scopes,
    tokens: { kind: "oauth", accessToken: grant.accessToken, refreshToken: grant.refreshToken },
    expiresAt: grant.expiresAt,
  });
  return { portal, refusedScopes: askedScopes.filter((scope) => !grant.scopes.includes(scope)) };
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
