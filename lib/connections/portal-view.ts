import type { PortalStatus, PortalView } from "../api/portals";
import type { Prisma } from "../generated/prisma/client";

export const portalSelect = {
  id: true,
  hubId: true,
  domain: true,
  uiDomain: true,
  accountType: true,
  timeZone: true,
  currency: true,
  authKind: true,
  grantedScopes: true,
  connectedAt: true,
  disconnectedAt: true,
  reconnectReason: true,
  _count: { select: { syncs: true } },
} satisfies Prisma.PortalSelect;

type PortalRow = Prisma.PortalGetPayload<{ select: typeof portalSelect }>;

/** Whether a portal can be used, and why not: derived from its facts. */
export function describePortal(portal: Pick<PortalRow, "disconnectedAt" | "reconnectReason">): {
  status: PortalStatus;
  reason: string | null;
} {
  if (portal.disconnectedAt) {
    return { status: "disconnected", reason: "Disconnected here. Connect it again to run its syncs." };
  }
  if (portal.reconnectReason) return { status: "reconnect", reason: portal.reconnectReason };
  return { status: "connected", reason: null };
}

export function viewPortal(portal: PortalRow): PortalView {
  return {
    id: portal.id,
    hubId: portal.hubId.toString(),
    domain: portal.domain,
    uiDomain: portal.uiDomain,
    accountType: portal.accountType,
    timeZone: portal.timeZone,
    currency: portal.currency,
    authKind: portal.authKind === "token" ? "token" : "oauth",
    ...describePortal(portal),
    grantedScopes: portal.grantedScopes,
    syncs: portal._count.syncs,
    connectedAt: portal.connectedAt.toISOString(),
  };
}
