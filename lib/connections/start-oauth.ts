import { randomUUID } from "node:crypto";
import type { StartOAuthInput } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { notFound } from "../auth/require-id";
import { createSecret, digestSecret } from "../crypto/digest";
import { getDb } from "../db";
import { readEnv } from "../env";
import { AppError } from "../errors";
import { createAuthorizeUrl, createPkcePair } from "../hubspot/oauth";
import { findKind } from "../hubspot/object-types";
import { optionalScopes, requiredScopes, scopeChoices } from "../hubspot/scopes";
import { redirectUrl } from "./get-connect";
import { sealIntent } from "./oauth-attempt";
import { readApp } from "./portal-tokens";

const ATTEMPT_MS = 30 * 60_000;

/**
 * Begins a connection: where the browser has to go at HubSpot. Asked for are the scopes of the chosen kinds; with a
 * portal, what it was granted and what its syncs need as well, since HubSpot forgets what isn't asked for again. The
 * state is good once, for half an hour.
 */
export async function startOAuth(actor: Actor, { kinds, portalId }: StartOAuthInput): Promise<{ url: string }> {
  requireRole(actor, "editor");
  const { clientId } = readApp();
  const known = portalId === null ? null : await findKnown(actor, portalId);
  const askedScopes = listAskedScopes([...kinds, ...(known?.kinds ?? [])], known?.grantedScopes ?? []);
  const state = createSecret();
  const { verifier, challenge } = createPkcePair();
  const id = randomUUID();
  await getDb().oAuthAttempt.create({
    data: {
      id,
      workspaceId: actor.workspaceId,
      userId: actor.userId,
      stateHash: digestSecret(state),
      sealedVerifier: sealIntent({ codeVerifier: verifier, portalId, askedScopes }, id),
      expiresAt: new Date(Date.now() + ATTEMPT_MS),
    },
  });
  const url = createAuthorizeUrl({
    appBaseUrl: readEnv().HUBSPOT_APP_BASE_URL,
    clientId,
    redirectUri: redirectUrl(),
    scopes: requiredScopes.map(({ scope }) => scope),
    optionalScopes: askedScopes,
    state,
    codeChallenge: challenge,
    ...(known ? { hubId: Number(known.hubId) } : {}),
  });
  return { url };
}

async function findKnown(actor: Actor, portalId: string) {
  const portal = await getDb().portal.findUnique({
    where: { id: portalId, workspaceId: actor.workspaceId },
    select: { hubId: true, grantedScopes: true, syncs: { select: { objectTypeId: true } } },
  });
  if (!portal) throw notFound("portal");
  const kinds = portal.syncs.flatMap(({ objectTypeId }) => findKind(objectTypeId)?.kind ?? []);
  return { ...portal, kinds };
}

// Only what the app has: HubSpot's page fails for any other scope, and doesn't come back.
function listAskedScopes(kinds: readonly string[], grantedScopes: readonly string[]): string[] {
  const unknown = kinds.find((kind) => scopeChoices.every((choice) => choice.kind !== kind));
  if (unknown !== undefined) {
    throw new AppError("invalid_input", `There is no kind of record ${unknown} to ask for. Load the page again.`);
  }
  const chosen = scopeChoices.filter(({ kind }) => kinds.includes(kind)).flatMap(({ scopes }) => scopes);
  const wanted = new Set([...chosen.map(({ scope }) => scope), ...grantedScopes]);
  return optionalScopes.map(({ scope }) => scope).filter((scope) => wanted.has(scope));
}
