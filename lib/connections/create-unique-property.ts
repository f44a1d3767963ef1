import type { PropertyView, UniquePropertyInput } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { AppError } from "../errors";
import { createUniqueProperty as createInHubSpot } from "../hubspot/create-unique-property";
import { recordAuditEvent } from "../members/record-audit-event";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";
import { viewProperty } from "./property-view";
import { fetchProperties } from "./read-properties";
import { requireSchemaAccess } from "./require-schema-access";

/** Creates a property with unique values in HubSpot, so that an object type can be matched on it. */
export async function createUniqueProperty(actor: Actor, input: UniquePropertyInput): Promise<PropertyView> {
  requireRole(actor, "editor");
  const portal = await getUsablePortal(actor.workspaceId, input.portalId);
  const { name, label, objectTypeId } = input;
  requireSchemaAccess(portal, objectTypeId);
  const object = { portalId: portal.id, objectTypeId };
  const property = await createInHubSpot(openPortal(portal.id), objectTypeId, { name, label }).catch(
    async (error: unknown) => {
      // A name that is taken may be a property to match by that isn't listed yet.
      if (error instanceof AppError && error.code === "conflict") await fetchProperties(object);
      throw error;
    },
  );
  await recordAuditEvent(actor, {
    action: "property.created",
    targetId: portal.id,
    summary: `Created the unique property ${name} on ${objectTypeId}`,
  });
  const listed = (await fetchProperties(object)).find((candidate) => candidate.name === name);
  return viewProperty(listed ?? property);
}
