import { setTimeout as wait } from "node:timers/promises";
import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError, messageOf } from "../errors";
import { uninstallApp } from "../hubspot/oauth";
import { log } from "../log";
import { recordAuditEvent } from "../members/record-audit-event";
import { openPortal } from "./open-portal";

/** Forgets a portal's tokens and takes the app out of the account. Its syncs stay, and stand still until it is back. */
export async function disconnectPortal(actor: Actor, { portalId }: { portalId: string }): Promise<null> {
  requireRole(actor, "editor");
  const id = requireId(portalId, "portal");
  const db = getDb();
  const portal = await db.portal.findUnique({
    where: { id, workspaceId: actor.workspaceId },
    select: { authKind: true, domain: true, disconnectedAt: true, reconnectReason: true },
  });
  if (!portal) throw notFound("portal");
  const isInstalled = portal.authKind === "oauth" && !portal.disconnectedAt && !portal.reconnectReason;
  // The tokens are forgotten whatever HubSpot says: an account that is gone can't be told goodbye.
  const isHubSpotTold = !isInstalled || (await tellHubSpot(id));
  await db.portal.updateMany({
    where: { id, workspaceId: actor.workspaceId },
    data: { sealedTokens: null, tokenExpiresAt: null, disconnectedAt: new Date(), reconnectReason: null },
  });
  await recordAuditEvent(actor, {
    action: "portal.disconnected",
    targetId: id,
    summary: isHubSpotTold
      ? `Disconnected the portal ${portal.domain}`
      : `Disconnected the portal ${portal.domain}. HubSpot didn't confirm it: the app may have to be uninstalled there`,
  });
  return null;
}

// A person waits for it.
const PATIENCE_MS = 15_000;

async function tellHubSpot(portalId: string): Promise<boolean> {
  const abort = new AbortController();
  const patience = wait(PATIENCE_MS, undefined, { signal: abort.signal }).then(() => {
    throw new Error(`HubSpot gave no answer within ${PATIENCE_MS / 1000} s`);
  });
  try {
    await Promise.race([uninstallApp(openPortal(portalId)), patience]);
    return true;
  } catch (error) {
    log.warn({ portalId, reason: messageOf(error) }, "the app could not be uninstalled at HubSpot");
    // A refresh token that HubSpot no longer takes is one of an app that isn't there any more.
    return error instanceof AppError && error.code === "hubspot_reconnect";
  } finally {
    abort.abort();
    patience.catch(() => {});
  }
}
