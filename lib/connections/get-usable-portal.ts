import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import type { KnownScopes } from "../hubspot/access";
import { describePortal } from "./describe-portal";
import { blockSelect, knownScopesOf } from "./why-blocked";

export interface UsablePortal {
  readonly id: string;
  readonly hubId: string;
  readonly uiDomain: string;
  readonly scopes: KnownScopes;
}

/** A portal of the workspace that can be called now. Throws `hubspot_reconnect` when a person has to do something first. */
export async function getUsablePortal(workspaceId: string, portalId: string): Promise<UsablePortal> {
  const portal = await getDb().portal.findUnique({
    where: { id: requireId(portalId, "portal"), workspaceId },
    select: { ...blockSelect, id: true, hubId: true, uiDomain: true },
  });
  if (!portal) throw notFound("portal");
  const { reason } = describePortal(portal);
  if (reason) throw new AppError("hubspot_reconnect", reason);
  return {
    id: portal.id,
    hubId: portal.hubId.toString(),
    uiDomain: portal.uiDomain,
    scopes: knownScopesOf(portal),
  };
}
