import type { ObjectTypeView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { listObjectTypes as listFromHubSpot } from "../hubspot/object-types";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";

/** What can be synced in a portal, and what can't with the reason. */
export async function listObjectTypes(actor: Actor, { portalId }: { portalId: string }): Promise<ObjectTypeView[]> {
  const portal = await getUsablePortal(actor.workspaceId, portalId);
  const verdicts = await listFromHubSpot(openPortal(portal.id), portal.grantedScopes);
  return verdicts.map(({ objectTypeId, name, labelPlural, whyNot, fix }) => ({
    objectTypeId,
    name,
    label: labelPlural,
    whyNot,
    fix,
  }));
}
