import { z } from "zod";
import type { PortalCall, Route } from "@/lib/local/hubspot-sandbox/api/call";
import { changeSchemaOf, createSchema } from "@/lib/local/hubspot-sandbox/api/change-schema";
import { parseBody } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { invalidRequest, missingScopes, recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { renderAssociation, renderSchema } from "@/lib/local/hubspot-sandbox/api/render-schema";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { CustomObject } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import { findObjectType, isGone, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";

const readScopes = ["crm.schemas.custom.read", "crm.objects.custom.read"];
const writeScopes = ["crm.schemas.custom.write"];

export const schemaRoutes: readonly Route[] = [
  route("GET", "", readScopes, list),
  route("POST", "", writeScopes, create),
  route("GET", "/{objectType}", readScopes, get),
  route("PATCH", "/{objectType}", writeScopes, patch),
  route("DELETE", "/{objectType}", writeScopes, archive),
  route("POST", "/{objectType}/associations", writeScopes, associate),
];

/** Custom objects belong to Enterprise. */
function route(method: string, path: string, scopes: readonly string[], answer: (call: PortalCall) => Reply): Route {
  return {
    kind: "portal",
    method,
    family: "schemas",
    path,
    scopes: () => scopes,
    answer: (call) => {
      const isBelow = call.portal.seed.tier !== "enterprise";
      if (isBelow && (method !== "GET" || call.sandbox.switches.refusesSchemasBelowEnterprise)) {
        throw missingScopes(call, { oneOf: scopes });
      }
      return answer(call);
    },
  };
}

function list(call: PortalCall): Reply {
  const isArchived = call.request.url.searchParams.get("archived") === "true";
  const types = [...call.portal.objectTypes.values()].filter((type) => isGone(type) === isArchived);
  return replyJson(200, {
    results: types.flatMap((type) => (type.custom === null ? [] : [renderSchema(type, type.custom, call)])),
  });
}

function get(call: PortalCall): Reply {
  const { type, custom } = findSchema(call);
  return replyJson(200, renderSchema(type, custom, call));
}

function create(call: PortalCall): Reply {
  const { type, custom } = createSchema(call);
  return replyJson(201, renderSchema(type, custom, call));
}

function patch(call: PortalCall): Reply {
  const { type, custom } = findSchema(call);
  return replyJson(200, renderSchema(type, changeSchemaOf(call, type, custom), call));
}

/** Its records go with it: from here on nobody knows the type. */
function archive(call: PortalCall): Reply {
  const { type, custom } = findSchema(call);
  type.custom = { ...custom, archivedAt: call.now };
  call.sandbox.saveObjectType(call.portal, type);
  return replyEmpty(204);
}

const association = z.object({ fromObjectTypeId: z.string(), toObjectTypeId: z.string(), name: z.string().optional() });

function associate(call: PortalCall): Reply {
  const { type } = findSchema(call);
  const given = parseBody(association, call);
  const { associations } = call.portal;
  const from = findObjectType(call.portal, given.fromObjectTypeId);
  const to = findObjectType(call.portal, given.toObjectTypeId);
  if (from === null || to === null || (from !== type && to !== type)) {
    throw invalidRequest(`An association of ${type.name} needs it on one side and a known object type on the other.`);
  }
  const name = given.name ?? `${from.name}_to_${to.name}`;
  const known = [...associations.listOwnDefinitions()].find(
    (one) => one.fromTypeId === from.typeId && one.toTypeId === to.typeId && one.label === null,
  );
  if (known !== undefined) throw invalidRequest(`${from.name} and ${to.name} are associated already: ${known.name}.`);
  const names = { name, label: null, inverseName: `${to.name}_to_${from.name}`, inverseLabel: null };
  const [created] = associations.define(from.typeId, to.typeId, names);
  const at = new Date(call.now).toISOString();
  return replyJson(201, { ...(created && renderAssociation(created)), createdAt: at, updatedAt: at });
}

function findSchema(call: PortalCall): { type: ObjectType; custom: CustomObject } {
  const type = findObjectType(call.portal, call.params.objectType ?? "");
  if (type === null || type.custom === null) throw recordNotFound();
  return { type, custom: type.custom };
}
