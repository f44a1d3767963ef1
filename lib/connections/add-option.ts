import type { OptionInput, PropertyView } from "../api/portals";
import { type Actor, requireRole } from "../auth/actor";
import { inTransaction } from "../db";
import { addOption as addInHubSpot } from "../hubspot/add-option";
import { recordAuditEvent } from "../members/record-audit-event";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";
import { viewProperty } from "./property-view";
import { fetchProperties } from "./read-properties";
import { requireSchemaAccess } from "./require-schema-access";

/** Adds an option to an enumeration in HubSpot, so that rows that bring its value are accepted. */
export async function addOption(actor: Actor, input: OptionInput): Promise<PropertyView> {
  requireRole(actor, "editor");
  const portal = await getUsablePortal(actor.workspaceId, input.portalId);
  const { objectTypeId, property: name, value, label } = input;
  requireSchemaAccess(portal, objectTypeId);
  const client = openPortal(portal.id);
  // HubSpot takes the list of options as a whole: of two who add here at once, the second waits and then adds to both.
  const property = await inTransaction(async (db) => {
    await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${portal.id} ${objectTypeId} ${name}`]);
    return addInHubSpot(client, objectTypeId, { property: name, value, label });
  });
  await recordAuditEvent(actor, {
    action: "option.added",
    targetId: portal.id,
    summary: `Added an option to ${name} on ${objectTypeId}: ${label}`,
  });
  const properties = await fetchProperties({ portalId: portal.id, objectTypeId });
  return viewProperty(properties.find((candidate) => candidate.name === name) ?? property);
}
