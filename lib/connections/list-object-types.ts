import type { ObjectTypeView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { getPool } from "../db";
import { listObjectTypes as listFromHubSpot, type ObjectTypeVerdict } from "../hubspot/list-object-types";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";

/** What can be synced in a portal, and what can't with the reason. */
export async function listObjectTypes(actor: Actor, { portalId }: { portalId: string }): Promise<ObjectTypeView[]> {
  const portal = await getUsablePortal(actor.workspaceId, portalId);
  const [verdicts, withoutUnique] = await Promise.all([
    listFromHubSpot(openPortal(portal.id), portal.scopes),
    listTypesWithoutUniqueProperty(portal.id),
  ]);
  return verdicts.map((verdict) => view(verdict, withoutUnique.has(verdict.objectTypeId)));
}

function view(verdict: ObjectTypeVerdict, isWithoutUnique: boolean): ObjectTypeView {
  const { labelSingular: _, labelPlural, missingScopes, ...same } = verdict;
  const hint = isWithoutUnique ? "Records can only be matched by their id until there is a unique property." : null;
  return { ...same, label: labelPlural, missingScopes: [...missingScopes], hint };
}

/** Only object types whose properties were read within a day: a hint isn't worth a call for each of them. */
async function listTypesWithoutUniqueProperty(portalId: string): Promise<Set<string>> {
  const { rows } = await getPool().query<{ objectTypeId: string }>(
    `select "objectTypeId" from "PortalObject"
     where "portalId" = $1 and "fetchedAt" > now() - interval '1 day'
       and not jsonb_path_exists(properties, '$[*] ? (@.isUnique == true && @.whyNotMappable == null)')`,
    [portalId],
  );
  return new Set(rows.map(({ objectTypeId }) => objectTypeId));
}
