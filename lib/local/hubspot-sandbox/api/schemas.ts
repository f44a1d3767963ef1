import { objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { renderProperty } from "@/lib/local/hubspot-sandbox/api/render-property";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";

const scopes = () => ["crm.schemas.custom.read", "crm.objects.custom.read"];

export const schemaRoutes: readonly Route[] = [
  { kind: "portal", method: "GET", family: "schemas", path: "", scopes, answer: list },
  { kind: "portal", method: "GET", family: "schemas", path: "/{objectType}", scopes, answer: get },
];

function list(call: PortalCall): Reply {
  const isArchived = call.request.url.searchParams.get("archived") === "true";
  const types = isArchived ? [] : [...call.portal.objectTypes.values()];
  return replyJson(200, { results: types.flatMap((type) => render(type, call) ?? []) });
}

function get(call: PortalCall): Reply {
  const schema = render(objectTypeOf(call), call);
  if (schema === null) throw recordNotFound();
  return replyJson(200, schema);
}

const since = "2024-01-15T09:00:00.000Z";

function render(type: ObjectType, { sandbox, request }: PortalCall) {
  const { custom, typeId } = type;
  if (custom === null) return null;
  const hasProperties = request.url.searchParams.get("includePropertyDefinitions") !== "false";
  const live = [...type.properties.values()].filter((property) => property.archivedAt === null);
  return {
    id: typeId,
    objectTypeId: typeId,
    name: type.name,
    fullyQualifiedName: custom.fullyQualifiedName,
    labels: custom.labels,
    primaryDisplayProperty: custom.primaryDisplayProperty,
    secondaryDisplayProperties: [],
    requiredProperties: custom.requiredProperties,
    searchableProperties: [custom.primaryDisplayProperty],
    properties: hasProperties ? live.map((property) => renderProperty(property, type, sandbox.switches)) : [],
    associations: [],
    allowsSensitiveProperties: false,
    archived: false,
    createdAt: since,
    updatedAt: since,
  };
}
