import { randomUUID } from "node:crypto";
import type { PortalView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb, isUniqueViolation } from "../db";
import { readEnv } from "../env";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { readAccount } from "../hubspot/account";
import { createHubSpotClient } from "../hubspot/client";
import { createLimiter } from "../hubspot/limiter";
import { recordAuditEvent } from "../members/record-audit-event";
import { leaveAccount } from "./leave-account";
import { type GrantTokens, type PortalTokens, sealTokens, tokenOf } from "./portal-tokens";
import { portalSelect, viewPortal } from "./portal-view";

interface NewConnection {
  /** The portal that these credentials are meant for; null for whichever account they belong to. */
  readonly expectedPortalId: string | null;
  /** Null when the credentials don't tell it: the portal then goes by its number. */
  readonly domain: string | null;
  readonly grantedScopes: string[];
  readonly tokens: PortalTokens;
  readonly expiresAt: Date | null;
}

/**
 * Reads the account behind new tokens and keeps both. A portal that was here before is connected again, syncs and all.
 * Throws `invalid_input` where the tokens belong to another account than the portal that they are meant for; HubSpot is
 * then asked to take the app, which has just been installed there, out of it again.
 */
export async function savePortal(actor: Actor, connection: NewConnection): Promise<PortalView> {
  const account = await readAccountWith(tokenOf(connection.tokens));
  if (connection.expectedPortalId !== null) await requireSameAccount(actor, connection, account.hubId);
  const place = { workspaceId: actor.workspaceId, hubId: BigInt(account.hubId) };
  // A token doesn't tell the domain: one that is known from before stays.
  const factsOf = (id: string, knownDomain: string | null) => ({
    domain: connection.domain ?? knownDomain ?? `Portal ${account.hubId}`,
    uiDomain: account.uiDomain,
    accountType: account.accountType,
    timeZone: account.timeZone,
    currency: account.currency,
    authKind: connection.tokens.kind,
    grantedScopes: connection.grantedScopes,
    // What HubSpot refused was refused to the connection before.
    deniedScopes: [],
    sealedTokens: sealTokens(connection.tokens, id),
    tokenExpiresAt: connection.expiresAt,
    connectedAt: new Date(),
    disconnectedAt: null,
    reconnectReason: null,
  });
  const { portal, isNew } = await createOrUpdate(place, factsOf);
  await recordAuditEvent(actor, {
    action: isNew ? "portal.connected" : "portal.reconnected",
    targetId: portal.id,
    summary: `${isNew ? "Connected" : "Connected again"} the portal ${portal.domain}`,
  });
  return viewPortal(portal);
}

async function requireSameAccount(actor: Actor, connection: NewConnection, hubId: number): Promise<void> {
  const id = requireId(connection.expectedPortalId ?? "", "portal");
  const meant = await getDb().portal.findUnique({
    where: { id, workspaceId: actor.workspaceId },
    select: { hubId: true, domain: true },
  });
  if (!meant) throw notFound("portal");
  if (meant.hubId === BigInt(hubId)) return;
  const found = connection.domain === null ? `${hubId}` : `${hubId} (${connection.domain})`;
  const [what, change, fix] =
    connection.tokens.kind === "token"
      ? ["This token belongs", "Nothing was changed.", `Copy a token from the account ${meant.hubId}`]
      : [
          "What was agreed to at HubSpot belongs",
          `Nothing was changed here. ${await undoInstall(BigInt(hubId), connection.tokens, connection.expiresAt)}`,
          `Begin again and choose the account ${meant.hubId}`,
        ];
  throw new AppError(
    "invalid_input",
    `${what} to portal ${found}, not to ${meant.hubId} (${meant.domain}). ${change} ${fix}, or connect portal ${hubId} as one of its own.`,
  );
}

async function undoInstall(hubId: bigint, tokens: GrantTokens, expiresAt: Date | null): Promise<string> {
  switch (await leaveAccount(hubId, () => ({ tokens, expiresAt }))) {
    case "kept":
      return `The app stays in ${hubId}, which is connected here.`;
    case "unknown":
      return `The app may have to be removed from ${hubId} at HubSpot, under Settings, Integrations, Connected apps.`;
    default:
      return `The app was taken out of ${hubId} again.`;
  }
}

// No upsert: the tokens are sealed with the row's id, and of two people who connect at once only one has made the row.
async function createOrUpdate(
  place: { workspaceId: string; hubId: bigint },
  factsOf: (id: string, knownDomain: string | null) => Omit<Prisma.PortalUncheckedCreateInput, "workspaceId" | "hubId">,
) {
  const db = getDb();
  const update = async () => {
    const known = await db.portal.findUnique({
      where: { workspaceId_hubId: place },
      select: { id: true, domain: true },
    });
    if (!known) return null;
    return db.portal.update({
      where: { id: known.id, workspaceId: place.workspaceId },
      data: factsOf(known.id, known.domain),
      select: portalSelect,
    });
  };
  const known = await update();
  if (known) return { portal: known, isNew: false };
  try {
    const id = randomUUID();
    return {
      portal: await db.portal.create({ data: { id, ...place, ...factsOf(id, null) }, select: portalSelect }),
      isNew: true,
    };
  } catch (error) {
    const taken = isUniqueViolation(error) ? await update() : null;
    if (!taken) throw error;
    return { portal: taken, isNew: false };
  }
}

function readAccountWith(token: string) {
  return readAccount(
    createHubSpotClient({
      apiBaseUrl: readEnv().HUBSPOT_API_BASE_URL,
      limiter: createLimiter(),
      getAccessToken: async () => token,
      renewAccessToken: async () => {
        throw new AppError(
          "hubspot_reconnect",
          "HubSpot doesn't accept this token. Copy the whole of it, and check that it is still active.",
        );
      },
    }),
  );
}
