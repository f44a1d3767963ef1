import type { PortalView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import { portalSelect, viewPortal } from "./portal-view";

export async function listPortals(actor: Actor): Promise<PortalView[]> {
  const portals = await getDb().portal.findMany({
    where: { workspaceId: actor.workspaceId },
    orderBy: { domain: "asc" },
    select: portalSelect,
  });
  return portals.map(viewPortal);
}
