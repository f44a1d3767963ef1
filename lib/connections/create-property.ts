import type { PropertyInput, PropertyView } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { AppError } from "../errors";
import { createProperty as createInHubSpot } from "../hubspot/create-property";
import { recordAuditEvent } from "../members/record-audit-event";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";
import { viewProperty } from "./property-view";
import { fetchProperties } from "./read-properties";
import { requireSchemaAccess } from "./require-schema-access";

/** Creates a property in HubSpot, or brings an archived one of that name back, for a column to be mapped to. */
export async function createProperty(actor: Actor, input: PropertyInput): Promise<PropertyView> {
  requireRole(actor, "editor");
  const portal = await getUsablePortal(actor.workspaceId, input.portalId);
  const { name, label, type, objectTypeId } = input;
  requireSchemaAccess(portal, objectTypeId);
  const object = { portalId: portal.id, objectTypeId };
  const property = await createInHubSpot(openPortal(portal.id), objectTypeId, { name, label, type }).catch(
    async (error: unknown) => {
      // A name that is taken may be of a property that isn't listed yet.
      if (error instanceof AppError && error.code === "conflict") await fetchProperties(object);
      throw error;
    },
  );
  await recordAuditEvent(actor, {
    action: "property.created",
    targetId: portal.id,
    summary: `Created the property ${name} on ${objectTypeId}`,
  });
  const listed = (await fetchProperties(object)).find((candidate) => candidate.name === name);
  return viewProperty(listed ?? property);
}
