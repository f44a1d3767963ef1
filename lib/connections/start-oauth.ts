import { randomUUID } from "node:crypto";
import { type Actor, requireRole } from "../auth/actor";
import { createSecret, digestSecret } from "../crypto/digest";
import { seal } from "../crypto/seal";
import { getDb } from "../db";
import { readEnv } from "../env";
import { createAuthorizeUrl, createPkcePair } from "../hubspot/oauth";
import { optionalScopes, requiredScopes } from "../hubspot/scopes";
import { redirectUrl } from "./get-connect";
import { readApp } from "./portal-tokens";

const ATTEMPT_MS = 30 * 60_000;

/** Begins a connection: where the browser has to go at HubSpot. The state is good once, for half an hour. */
export async function startOAuth(actor: Actor): Promise<{ url: string }> {
  requireRole(actor, "editor");
  const { clientId } = readApp();
  const state = createSecret();
  const { verifier, challenge } = createPkcePair();
  const id = randomUUID();
  const now = Date.now();
  const db = getDb();
  await db.oAuthAttempt.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  await db.oAuthAttempt.create({
    data: {
      id,
      workspaceId: actor.workspaceId,
      userId: actor.userId,
      stateHash: digestSecret(state),
      sealedVerifier: seal(verifier, id),
      expiresAt: new Date(now + ATTEMPT_MS),
    },
  });
  const url = createAuthorizeUrl({
    appBaseUrl: readEnv().HUBSPOT_APP_BASE_URL,
    clientId,
    redirectUri: redirectUrl(),
    scopes: requiredScopes.map(({ scope }) => scope),
    optionalScopes: optionalScopes.map(({ scope }) => scope),
    state,
    codeChallenge: challenge,
  });
  return { url };
}
