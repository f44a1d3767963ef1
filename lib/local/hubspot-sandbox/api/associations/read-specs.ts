import { requireEditAssociations } from "@/lib/local/hubspot-sandbox/api/associations/require-edit-associations";
import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { type JsonObject, readPart, readParts, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { badBody, unknownObjectType } from "@/lib/local/hubspot-sandbox/api/refused";
import { findObjectType, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import {
  type AssociationSpec,
  associationCategorySchema,
} from "@/lib/local/hubspot-sandbox/records/association-definitions";
import {
  type AssociationProblem,
  checkSpecs,
  findMissingRecord,
} from "@/lib/local/hubspot-sandbox/records/check-association";
import type { NewLink } from "@/lib/local/hubspot-sandbox/records/write-record";

/** The object type on the other side of the path. */
export function otherTypeOf(call: PortalCall): ObjectType {
  const name = call.params.toObjectType ?? "";
  const type = findObjectType(call.portal, name);
  if (type === null) throw unknownObjectType(name);
  return type;
}

/** A list of `{associationCategory, associationTypeId}`, at least one. */
export function readSpecs(parts: readonly JsonObject[], call: PortalCall): readonly AssociationSpec[] {
  if (parts.length === 0) throw badBody("line 1, column 1: Some required fields were not set: [types]");
  return parts.map((part) => {
    const category = associationCategorySchema.safeParse(readText(part, "associationCategory", call));
    const typeId = Number(readText(part, "associationTypeId", call));
    if (!category.success) throw badBody("line 1, column 1: Cannot deserialize value of type `AssociationCategory`");
    return { category: category.data, typeId };
  });
}

/** What a new record is to be connected with. The specs say which type the other record has. */
export function planLinks(
  input: JsonObject,
  type: ObjectType,
  call: PortalCall,
): readonly NewLink[] | AssociationProblem {
  const links: NewLink[] = [];
  const associations = readParts(input, "associations", call);
  if (associations.length > 0) requireEditAssociations(call);
  for (const association of associations) {
    const id = readText(readPart(association, "to", call), "id", call);
    const checked = checkSpecs(call.portal, readSpecs(readParts(association, "types", call), call), type, null);
    if (checked.kind === "invalid-association") return checked;
    for (const definition of checked.definitions) {
      const other = call.portal.objectTypes.get(definition.toTypeId);
      if (other === undefined) throw unknownObjectType(definition.toTypeId);
      const missing = findMissingRecord(other, id);
      if (missing !== null) return missing;
      links.push({ to: { objectTypeId: other.typeId, id: Number(id) }, definitions: [definition] });
    }
  }
  return links;
}
