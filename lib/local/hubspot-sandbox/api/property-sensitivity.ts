import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { invalidRequest, missingScopes } from "@/lib/local/hubspot-sandbox/api/refused";
import { scopesFor } from "@/lib/local/hubspot-sandbox/oauth/scopes";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";

type Sensitivity = Property["dataSensitivity"];

const sensitivities: readonly Sensitivity[] = ["non_sensitive", "sensitive", "highly_sensitive"];

/** Which properties a call asks for. Throws for one that it may not see. */
export function readSensitivity(call: PortalCall, type: ObjectType): Sensitivity {
  const given = call.request.url.searchParams.get("dataSensitivity") ?? "non_sensitive";
  const sensitivity = sensitivities.find((one) => one === given);
  if (sensitivity === undefined) {
    throw invalidRequest(`Invalid dataSensitivity ${given}: it must be one of [${sensitivities.join(", ")}].`);
  }
  refuseHidden(call, type, sensitivity);
  return sensitivity;
}

export function refuseHidden(call: PortalCall, type: ObjectType, sensitivity: Sensitivity): void {
  if (sensitivity === "non_sensitive" || canSeeSensitive(call, type, sensitivity, "read")) return;
  const plain = scopesFor(type, "read-schema").find((scope) => call.caller.scopes.has(scope));
  throw missingScopes(call, { allOf: [...(plain === undefined ? [] : [plain]), nameScope(type, sensitivity, "read")] });
}

export function canSeeSensitive(
  { caller }: PortalCall,
  type: ObjectType,
  sensitivity: Sensitivity,
  access: "read" | "write",
): boolean {
  return caller.scopes.has(nameScope(type, sensitivity, access));
}

function nameScope(type: ObjectType, sensitivity: Sensitivity, access: "read" | "write"): string {
  return `crm.objects.${type.custom ? "custom" : type.name}.${sensitivity}.${access}.v2`;
}
