import { needs, objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import {
  archiveProperty,
  changeProperty,
  createProperty,
  findProperty,
} from "@/lib/local/hubspot-sandbox/api/change-property";
import { propertyBatchRoutes } from "@/lib/local/hubspot-sandbox/api/property-batches";
import { changeSchema, definitionSchema, parseBody } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { propertyGroupRoutes } from "@/lib/local/hubspot-sandbox/api/property-groups";
import { readSensitivity, refuseHidden } from "@/lib/local/hubspot-sandbox/api/property-sensitivity";
import { renderProperty } from "@/lib/local/hubspot-sandbox/api/render-property";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

export const propertyRoutes: readonly Route[] = [
  ...propertyGroupRoutes,
  ...propertyBatchRoutes,
  route("GET", "/{objectType}", "read-schema", list),
  route("POST", "/{objectType}", "write-schema", create),
  route("GET", "/{objectType}/{property}", "read-schema", get),
  route("PATCH", "/{objectType}/{property}", "write-schema", patch),
  route("DELETE", "/{objectType}/{property}", "write-schema", archive),
];

function route(
  method: string,
  path: string,
  access: "read-schema" | "write-schema",
  answer: (call: PortalCall) => Reply,
): Route {
  return { kind: "portal", method, family: "properties", path, scopes: needs(access), answer };
}

/** Labels are English whatever `locale` asks for. */
function list(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const sensitivity = readSensitivity(call, type);
  const asked = listAsked(call);
  const shown = [...type.properties.values()].filter(
    (known) =>
      (known.archivedAt !== null) === wantsArchived(call) &&
      known.dataSensitivity === sensitivity &&
      (asked.length === 0 || asked.includes(known.name)),
  );
  return replyJson(200, { results: shown.map((known) => renderProperty(known, type, call.sandbox.switches)) });
}

function get(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const known = findProperty(type, call.params.property ?? "", { isArchived: wantsArchived(call) });
  refuseHidden(call, type, known.dataSensitivity);
  return replyJson(200, renderProperty(known, type, call.sandbox.switches));
}

function create(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const created = createProperty(call, type, parseBody(definitionSchema, call));
  return replyJson(201, renderProperty(created, type, call.sandbox.switches));
}

function patch(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const known = findProperty(type, call.params.property ?? "");
  const changed = changeProperty(call, type, known, parseBody(changeSchema, call));
  return replyJson(200, renderProperty(changed, type, call.sandbox.switches));
}

function archive(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  archiveProperty(call, type, findProperty(type, call.params.property ?? ""));
  return replyEmpty(204);
}

function wantsArchived(call: PortalCall): boolean {
  return call.request.url.searchParams.get("archived") === "true";
}

function listAsked(call: PortalCall): readonly string[] {
  const given = call.request.url.searchParams.getAll("properties");
  return given.flatMap((names) => names.split(",")).filter((name) => name !== "");
}
