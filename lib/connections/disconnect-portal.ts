import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { messageOf } from "../errors";
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
  if (portal.authKind === "oauth" && !portal.disconnectedAt && !portal.reconnectReason) {
    // The tokens are forgotten whatever HubSpot says: an account that is gone can't be told goodbye.
    await uninstallApp(openPortal(id)).catch((error: unknown) =>
      log.warn({ portalId: id, reason: messageOf(error) }, "the app could not be uninstalled at HubSpot"),
    );
  }
  await db.portal.updateMany({
    where: { id, workspaceId: actor.workspaceId },
    data: { sealedTokens: null, tokenExpiresAt: null, disconnectedAt: new Date(), reconnectReason: null },
  });
  await recordAuditEvent(actor, {
    action: "portal.disconnected",
    targetId: id,
    summary: `Disconnected the portal ${portal.domain}`,
  });
  return null;
}
