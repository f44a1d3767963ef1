import { z } from "zod";
import { needs, objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { parseBody } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { invalidRequest, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { PropertyGroup } from "@/lib/local/hubspot-sandbox/portals/property-group";

export const propertyGroupRoutes: readonly Route[] = [
  route("GET", "/{objectType}/groups", "read-schema", list),
  route("POST", "/{objectType}/groups", "write-schema", create),
  route("GET", "/{objectType}/groups/{group}", "read-schema", get),
  route("PATCH", "/{objectType}/groups/{group}", "write-schema", patch),
  route("DELETE", "/{objectType}/groups/{group}", "write-schema", archive),
];

function route(
  method: string,
  path: string,
  access: "read-schema" | "write-schema",
  answer: (call: PortalCall) => Reply,
): Route {
  return { kind: "portal", method, family: "properties", path, scopes: needs(access), answer };
}

const newGroup = z.object({ name: z.string(), label: z.string(), displayOrder: z.number().int().default(-1) });
const changedGroup = newGroup.pick({ label: true }).extend({ displayOrder: z.number().int() }).partial();

function list(call: PortalCall): Reply {
  return replyJson(200, { results: [...objectTypeOf(call).groups.values()].map(render) });
}

function get(call: PortalCall): Reply {
  return replyJson(200, render(findGroup(call, objectTypeOf(call))));
}

function create(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const given = parseBody(newGroup, call);
  if (type.groups.has(given.name)) {
    throw new Refused(409, {
      message: `A property group named '${given.name}' already exists.`,
      category: "OBJECT_ALREADY_EXISTS",
    });
  }
  if (!/^[a-z][a-z0-9_]*$/.test(given.name)) {
    throw invalidRequest(`Group name '${given.name}' may only hold lower-case letters, digits and underscores.`);
  }
  return replyJson(201, render(save(call, type, { ...given, isHubSpotDefined: false })));
}

function patch(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const known = findGroup(call, type);
  const { label = known.label, displayOrder = known.displayOrder } = parseBody(changedGroup, call);
  return replyJson(200, render(save(call, type, { ...known, label, displayOrder })));
}

/** A group goes only once nothing is in it. */
function archive(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const { name, isHubSpotDefined } = findGroup(call, type);
  const isUsed = [...type.properties.values()].some((one) => one.groupName === name && one.archivedAt === null);
  if (isHubSpotDefined || isUsed) throw invalidRequest(`The property group '${name}' is in use and can't be deleted.`);
  type.groups.delete(name);
  call.sandbox.saveObjectType(call.portal, type);
  return replyEmpty(204);
}

function findGroup(call: PortalCall, type: ObjectType): PropertyGroup {
  const name = call.params.group ?? "";
  const known = type.groups.get(name);
  if (known !== undefined) return known;
  throw new Refused(404, { message: `Property group ${name} does not exist`, category: "OBJECT_NOT_FOUND" });
}

function save(call: PortalCall, type: ObjectType, group: PropertyGroup): PropertyGroup {
  type.groups.set(group.name, group);
  call.sandbox.saveObjectType(call.portal, type);
  return group;
}

function render({ name, label, displayOrder }: PropertyGroup) {
  return { archived: false, name, displayOrder, label };
}
