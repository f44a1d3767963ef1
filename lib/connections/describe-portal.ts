import type { PortalStatus } from "../api/portals";

/** Whether a portal can be used, and why not: derived from its facts. */
export function describePortal(portal: { disconnectedAt: Date | null; reconnectReason: string | null }): {
  status: PortalStatus;
  reason: string | null;
} {
  if (portal.disconnectedAt) {
    return { status: "disconnected", reason: "Disconnected here. Connect it again to run its syncs." };
  }
  if (portal.reconnectReason) return { status: "reconnect", reason: portal.reconnectReason };
  return { status: "connected", reason: null };
}
