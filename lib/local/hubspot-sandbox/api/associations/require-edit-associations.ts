import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { invalidRequest } from "@/lib/local/hubspot-sandbox/api/refused";

/** 2026-09 asks for a person's permission besides the token's scopes; older versions don't. */
export function requireEditAssociations({ version, caller }: PortalCall): void {
  if (version !== "2026-09" || caller.mayEditAssociations) return;
  throw invalidRequest("Missing 'Edit Associations' permission.");
}
