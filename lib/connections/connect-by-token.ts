import type { PortalView, TokenInput } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { listPortals } from "./list-portals";
import { probeToken } from "./probe-token";
import { savePortal } from "./save-portal";

/** Connects the portal that a pasted token belongs to. HubSpot doesn't tell a token's scopes: what it may do is tried. */
export async function connectByToken(actor: Actor, { token, portalId }: TokenInput): Promise<PortalView> {
  requireRole(actor, "editor");
  const portal = await savePortal(actor, {
    expectedPortalId: portalId,
    domain: null,
    grantedScopes: [],
    tokens: { kind: "token", token },
    expiresAt: null,
  });
  await probeToken(portal.id);
  return (await listPortals(actor)).find(({ id }) => id === portal.id) ?? portal;
}
