import type { PropertyView, UniquePropertyInput } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { createUniqueProperty as createInHubSpot } from "../hubspot/properties";
import { recordAuditEvent } from "../members/record-audit-event";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";
import { fetchProperties } from "./read-properties";

/** Creates a property with unique values in HubSpot, so that an object type can be matched on it. */
export async function createUniqueProperty(actor: Actor, input: UniquePropertyInput): Promise<PropertyView> {
  requireRole(actor, "editor");
  const portal = await getUsablePortal(actor.workspaceId, input.portalId);
  const { name, label, objectTypeId } = input;
  const property = await createInHubSpot(openPortal(portal.id), objectTypeId, { name, label });
  await fetchProperties({ portalId: portal.id, objectTypeId });
  await recordAuditEvent(actor, {
    action: "property.created",
    targetId: portal.id,
    summary: `Created the unique property ${name} on ${objectTypeId}`,
  });
  return { ...property, options: [...property.options] };
}
