import type { PortalSeed } from "@/lib/local/hubspot-sandbox/options";

/** Who may connect which apps to a portal. */
export interface ConnectRules {
  readonly userMayConnectApps: boolean;
  readonly requiresAppApproval: boolean;
}

export function connectRulesFrom(seed: Pick<PortalSeed, "userMayConnectApps" | "requiresAppApproval">): ConnectRules {
  return {
    userMayConnectApps: seed.userMayConnectApps ?? true,
    requiresAppApproval: seed.requiresAppApproval ?? false,
  };
}
