import type { PropertyView } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import type { Property } from "../engine/types";
import { AppError } from "../errors";
import type { HubSpotClient } from "../hubspot/client";
import { recordAuditEvent } from "../members/record-audit-event";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";
import { viewProperty } from "./property-view";
import { fetchProperties } from "./read-properties";
import { requireSchemaAccess } from "./require-schema-access";

interface AddedProperty {
  readonly portalId: string;
  readonly objectTypeId: string;
  readonly name: string;
  /** What it is called in the audit log: "property", "unique property". */
  readonly kind: string;
}

/** Adds a property to an object type of a portal, and reads the type's properties anew. */
export async function addProperty(
  actor: Actor,
  { portalId, objectTypeId, name, kind }: AddedProperty,
  create: (client: HubSpotClient) => Promise<Property>,
): Promise<PropertyView> {
  requireRole(actor, "editor");
  const portal = await getUsablePortal(actor.workspaceId, portalId);
  requireSchemaAccess(portal, objectTypeId);
  const object = { portalId: portal.id, objectTypeId };
  const property = await create(openPortal(portal.id)).catch(async (error: unknown) => {
    // A name that is taken may be of a property that isn't listed yet.
    if (error instanceof AppError && error.code === "conflict") await fetchProperties(object);
    throw error;
  });
  await recordAuditEvent(actor, {
    action: "property.created",
    targetId: portal.id,
    summary: `Created the ${kind} ${name} on ${objectTypeId}`,
  });
  const listed = (await fetchProperties(object)).find((candidate) => candidate.name === name);
  return viewProperty(listed ?? property);
}
