import type { Prisma } from "../generated/prisma/client";
import { explainBlocked, type KnownScopes } from "../hubspot/access";
import { describePortal } from "./describe-portal";

/** The facts of a portal that tell whether its syncs can run. */
export const blockSelect = {
  authKind: true,
  disconnectedAt: true,
  reconnectReason: true,
  grantedScopes: true,
  deniedScopes: true,
} satisfies Prisma.PortalSelect;

type BlockFacts = Prisma.PortalGetPayload<{ select: typeof blockSelect }>;

/** Of a pasted token HubSpot doesn't tell the scopes. */
export function knownScopesOf({
  authKind,
  grantedScopes,
  deniedScopes,
}: Pick<BlockFacts, "authKind" | "grantedScopes" | "deniedScopes">): KnownScopes {
  return { granted: authKind === "token" ? null : grantedScopes, denied: deniedScopes };
}

export interface Block {
  readonly code: "hubspot_reconnect" | "hubspot_scope_missing";
  readonly reason: string;
}

/** What keeps runs of such a sync from going well now, by stored facts alone; null when nothing known does. */
export function findBlock(
  portal: BlockFacts,
  { objectTypeId, objectLabel }: { objectTypeId: string; objectLabel: string },
): Block | null {
  const { reason } = describePortal(portal);
  if (reason) return { code: "hubspot_reconnect", reason };
  const missing = explainBlocked(objectTypeId, objectLabel, knownScopesOf(portal));
  return missing ? { code: "hubspot_scope_missing", reason: missing } : null;
}
