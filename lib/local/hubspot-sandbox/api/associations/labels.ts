import { otherTypeOf } from "@/lib/local/hubspot-sandbox/api/associations/read-specs";
import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readObject, readOptionalText, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { invalidRequest, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { AssociationDefinition } from "@/lib/local/hubspot-sandbox/records/association-definitions";

const maxLabels = 50;

/** All that may connect records of two types, without a label or with one. */
export function listLabels(call: PortalCall): Reply {
  const definitions = call.portal.associations.listDefinitions(objectTypeOf(call).typeId, otherTypeOf(call).typeId);
  return replyJson(200, { results: definitions.map(render) });
}

/** A label of the portal's own, and its other side. */
export function createLabel(call: PortalCall): Reply {
  const [from, to] = [objectTypeOf(call).typeId, otherTypeOf(call).typeId];
  const body = readObject(call);
  const label = readText(body, "label", call);
  const name = readText(body, "name", call);
  const known = call.portal.associations.listDefinitions(from, to).filter((one) => one.category === "USER_DEFINED");
  // Nobody recorded HubSpot's words for these two.
  if (known.filter((one) => one.label !== null).length >= maxLabels) {
    throw invalidRequest(`There can be at most ${maxLabels} association labels between two object types.`);
  }
  if (known.some((one) => one.name === name)) {
    throw new Refused(409, { message: `An association label named '${name}' already exists.`, category: "CONFLICT" });
  }
  const inverseLabel = readOptionalText(body, "inverseLabel", call) ?? label;
  const created = call.portal.associations.define(from, to, { name, label, inverseName: name, inverseLabel });
  return replyJson(200, { results: created.map(render) });
}

function render({ category, typeId, label }: AssociationDefinition) {
  return { category, typeId, label };
}
