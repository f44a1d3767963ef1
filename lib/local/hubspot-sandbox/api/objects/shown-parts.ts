import { listLive } from "@/lib/local/hubspot-sandbox/api/associations/read-links";
import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { unknownObjectType } from "@/lib/local/hubspot-sandbox/api/refused";
import { findObjectType, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** What a read by GET wants to see of each record. */
export interface ShownParts {
  readonly properties: readonly string[];
  readonly withHistory: readonly string[];
  readonly associated: readonly ObjectType[];
}

/** Each of the three may be repeated or hold commas. */
export function readShownParts({ request, portal }: PortalCall, type: ObjectType): ShownParts {
  const listOf = (name: string) =>
    request.url.searchParams.getAll(name).flatMap((names) => names.split(",").filter(Boolean));
  const properties = listOf("properties");
  return {
    properties: properties.length > 0 ? properties : type.shownProperties,
    withHistory: listOf("propertiesWithHistory"),
    associated: listOf("associations").map((name) => {
      const other = findObjectType(portal, name);
      if (other === null) throw unknownObjectType(name);
      return other;
    }),
  };
}

export function renderParts(record: StoredRecord, parts: ShownParts, type: ObjectType, portal: Portal) {
  const { url, ...rendered } = renderRecord(record, parts.properties, type, portal, parts.withHistory);
  const associations = Object.fromEntries(
    parts.associated.flatMap((other) => {
      const results = listAssociated(record, type, other, portal);
      return results.length > 0 ? [[nameOf(other), { results }]] : [];
    }),
  );
  return { ...rendered, ...(Object.keys(associations).length > 0 && { associations }), url };
}

function listAssociated(record: StoredRecord, type: ObjectType, other: ObjectType, portal: Portal) {
  return listLive(portal, type, record.id, other).flatMap(({ id, definitions }) =>
    definitions.map(({ name }) => ({ id: String(id), type: name })),
  );
}

function nameOf(type: ObjectType): string {
  return type.custom?.fullyQualifiedName ?? type.name.replace("_", " ");
}
