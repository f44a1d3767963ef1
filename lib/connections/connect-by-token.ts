import type { PortalView, TokenInput } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { savePortal } from "./save-portal";

/** Connects the portal that a pasted token belongs to. HubSpot doesn't tell a token's scopes: they show as they are used. */
export async function connectByToken(actor: Actor, { token, portalId }: TokenInput): Promise<PortalView> {
  requireRole(actor, "editor");
  return savePortal(actor, {
    expectedPortalId: portalId,
    domain: null,
    grantedScopes: [],
    tokens: { kind: "token", token },
    expiresAt: null,
  });
}
