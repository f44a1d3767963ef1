import type { ObjectAccessView, PortalView } from "../api/portals";
import { readEnv } from "../env";
import type { Prisma } from "../generated/prisma/client";
import { decideAccess, type KnownScopes, listMissingOf } from "../hubspot/access";
import { findKind, labelOf, objectKinds } from "../hubspot/object-types";
import { describePortal } from "./describe-portal";
import { knownScopesOf } from "./why-blocked";

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
  deniedScopes: true,
  reserveShare: true,
  connectedAt: true,
  disconnectedAt: true,
  reconnectReason: true,
  syncs: { select: { objectTypeId: true } },
} satisfies Prisma.PortalSelect;

type PortalRow = Prisma.PortalGetPayload<{ select: typeof portalSelect }>;

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
    objects: viewObjects(knownScopesOf(portal), portal.syncs),
    reserveShare: portal.reserveShare ?? readEnv().HUBSPOT_RESERVE_SHARE,
    isReserveInherited: portal.reserveShare === null,
    syncs: portal.syncs.length,
    connectedAt: portal.connectedAt.toISOString(),
  };
}

function viewObjects(known: KnownScopes, syncs: PortalRow["syncs"]): ObjectAccessView[] {
  return objectKinds.map((kind) => ({
    kind: kind.kind,
    label: labelOf(kind),
    ...decideAccess(kind, known),
    missingScopes: listMissingOf(kind, known),
    syncs: syncs.filter(({ objectTypeId }) => findKind(objectTypeId) === kind).length,
  }));
}
