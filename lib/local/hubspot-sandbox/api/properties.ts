import type { z } from "zod";
import { needs, objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { findBadDefinition } from "@/lib/local/hubspot-sandbox/api/find-bad-definition";
import { changeSchema, definitionSchema } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { readObject } from "@/lib/local/hubspot-sandbox/api/read-body";
import { invalidRequest, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { renderProperty } from "@/lib/local/hubspot-sandbox/api/render-property";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import { type Property, property } from "@/lib/local/hubspot-sandbox/portals/property";

export const propertyRoutes: readonly Route[] = [
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

function list(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const query = call.request.url.searchParams;
  const isArchived = query.get("archived") === "true";
  const sensitivity = query.get("dataSensitivity") ?? "non_sensitive";
  const shown = [...type.properties.values()].filter(
    (known) => (known.archivedAt !== null) === isArchived && known.dataSensitivity === sensitivity,
  );
  return replyJson(200, { results: shown.map((known) => renderProperty(known, type, call.sandbox.switches)) });
}

function get(call: PortalCall): Reply {
  return replyJson(200, renderProperty(findProperty(call), objectTypeOf(call), call.sandbox.switches));
}

/** Creating a property under an archived one's name brings that one back. */
function create(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const given = parse(definitionSchema, call);
  const known = type.properties.get(given.name);
  if (known !== undefined && known.archivedAt === null) {
    throw new Refused(409, {
      message: `A property named '${given.name}' already exists.`,
      category: "OBJECT_ALREADY_EXISTS",
      subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
    });
  }
  const refusal = findBadDefinition(given, type, call.sandbox.switches);
  if (refusal !== null) throw refusal;
  const { name, label, type: valueType, fieldType, hidden, formField, externalOptions, ...same } = given;
  const created = known
    ? { ...known, archivedAt: null, updatedAt: call.now }
    : property(name, label, valueType, fieldType, {
        ...same,
        isHidden: hidden,
        isFormField: formField,
        hasExternalOptions: externalOptions,
        isHubSpotDefined: false,
        createdAt: call.now,
        updatedAt: call.now,
      });
  call.sandbox.saveProperty(call.portal, type, created);
  return replyJson(201, renderProperty(created, type, call.sandbox.switches));
}

function patch(call: PortalCall): Reply {
  const known = findProperty(call);
  const { hidden, formField, label, fieldType, groupName, description, displayOrder, options } = parse(
    changeSchema,
    call,
  );
  const changed: Property = {
    ...known,
    label: label ?? known.label,
    fieldType: fieldType ?? known.fieldType,
    groupName: groupName ?? known.groupName,
    description: description ?? known.description,
    displayOrder: displayOrder ?? known.displayOrder,
    options: options ?? known.options,
    isHidden: hidden ?? known.isHidden,
    isFormField: formField ?? known.isFormField,
    updatedAt: call.now,
  };
  call.sandbox.saveProperty(call.portal, objectTypeOf(call), changed);
  return replyJson(200, renderProperty(changed, objectTypeOf(call), call.sandbox.switches));
}

function archive(call: PortalCall): Reply {
  const known = findProperty(call);
  if (known.isHubSpotDefined) throw invalidRequest(`The property '${known.name}' is HubSpot's own and stays.`);
  call.sandbox.saveProperty(call.portal, objectTypeOf(call), { ...known, archivedAt: call.now });
  return replyEmpty(204);
}

function findProperty(call: PortalCall): Property {
  const name = call.params.property ?? "";
  const known = objectTypeOf(call).properties.get(name);
  if (known !== undefined && known.archivedAt === null) return known;
  throw new Refused(404, { message: `Property ${name} does not exist`, category: "OBJECT_NOT_FOUND" });
}

function parse<T>(schema: z.ZodType<T>, call: PortalCall): T {
  const parsed = schema.safeParse(readObject(call));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join("."));
  throw invalidRequest(`Invalid input JSON: check the fields [${fields.join(", ")}]`);
}
