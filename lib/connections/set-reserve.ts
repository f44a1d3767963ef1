import type { PortalView, ReserveInput } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { notFound } from "../auth/require-id";
import { getDb } from "../db";
import { recordAuditEvent } from "../members/record-audit-event";
import { portalSelect, viewPortal } from "./portal-view";

/**
 * Sets the share of the rate limit that is left to the account's other apps; null takes the instance's. A run under way
 * follows with its next chunk.
 */
export async function setReserve(actor: Actor, { portalId, reserveShare }: ReserveInput): Promise<PortalView> {
  requireRole(actor, "editor");
  const where = { id: portalId, workspaceId: actor.workspaceId };
  const db = getDb();
  const { count } = await db.portal.updateMany({ where, data: { reserveShare } });
  const portal = count === 0 ? null : await db.portal.findUnique({ where, select: portalSelect });
  if (!portal) throw notFound("portal");
  const share = reserveShare === null ? "the instance's share" : `${Math.round(reserveShare * 100)} %`;
  await recordAuditEvent(actor, {
    action: "portal.reserve_changed",
    targetId: portalId,
    summary: `Reserved ${share} of the rate limit of ${portal.domain} for other apps`,
  });
  return viewPortal(portal);
}
