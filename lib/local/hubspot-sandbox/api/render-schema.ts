import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { renderProperty } from "@/lib/local/hubspot-sandbox/api/render-property";
import type { CustomObject } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { AssociationDefinition } from "@/lib/local/hubspot-sandbox/records/association-definitions";

/** An object type in the shape of a schema; what the three `include…` flags turn off is left out or empty. */
export function renderSchema(type: ObjectType, custom: CustomObject, call: PortalCall) {
  const includes = (flag: string) => call.request.url.searchParams.get(flag) !== "false";
  const live = [...type.properties.values()].filter((property) => property.archivedAt === null);
  return {
    id: type.typeId,
    objectTypeId: type.typeId,
    name: type.name,
    fullyQualifiedName: custom.fullyQualifiedName,
    labels: custom.labels,
    ...(custom.description !== "" && { description: custom.description }),
    primaryDisplayProperty: custom.primaryDisplayProperty,
    secondaryDisplayProperties: custom.secondaryDisplayProperties,
    requiredProperties: custom.requiredProperties,
    searchableProperties: custom.searchableProperties,
    properties: includes("includePropertyDefinitions")
      ? live.map((property) => renderProperty(property, type, call.sandbox.switches))
      : [],
    associations: includes("includeAssociationDefinitions") ? listAssociations(type, call) : [],
    allowsSensitiveProperties: call.portal.seed.hasSensitiveData ?? false,
    archived: custom.archivedAt !== null,
    createdAt: new Date(custom.createdAt).toISOString(),
    updatedAt: new Date(custom.updatedAt).toISOString(),
    ...(includes("includeAuditMetadata") && { createdByUserId: 9_586_504, updatedByUserId: 9_586_504 }),
  };
}

export function renderAssociation({ typeId, name, fromTypeId, toTypeId }: AssociationDefinition) {
  return { id: String(typeId), name, fromObjectTypeId: fromTypeId, toObjectTypeId: toTypeId };
}

function listAssociations({ typeId }: ObjectType, { portal }: PortalCall) {
  return [...portal.associations.listOwnDefinitions()]
    .filter((one) => one.label === null && (one.fromTypeId === typeId || one.toTypeId === typeId))
    .map(renderAssociation);
}
