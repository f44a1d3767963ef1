import type { ObjectType, Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type {
  AssociationDefinition,
  AssociationSpec,
} from "@/lib/local/hubspot-sandbox/records/association-definitions";

/** Why two records can't be connected. */
export interface AssociationProblem {
  readonly kind: "invalid-association";
  readonly message: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface CheckedAssociation {
  readonly kind: "association";
  readonly definitions: readonly AssociationDefinition[];
}

/** What the specs mean for records of these two types. `to` is null where the specs decide it. */
export function checkSpecs(
  portal: Portal,
  specs: readonly AssociationSpec[],
  from: ObjectType,
  to: ObjectType | null,
): CheckedAssociation | AssociationProblem {
  const definitions: AssociationDefinition[] = [];
  for (const spec of specs) {
    const definition = portal.associations.findDefinition(spec);
    if (definition === null) return unknownDefinition(spec);
    const { fromTypeId, toTypeId } = definition;
    if (fromTypeId !== from.typeId) return wrongType("from", from.typeId, fromTypeId, spec);
    if (to !== null && toTypeId !== to.typeId) return wrongType("to", to.typeId, toTypeId, spec);
    definitions.push(definition);
  }
  return { kind: "association", definitions };
}

/** Null if both records are there; a record can't be connected with itself. */
export function findBadPair(type: ObjectType, from: string, other: ObjectType, to: string): AssociationProblem | null {
  const missing = findMissingRecord(type, from) ?? findMissingRecord(other, to);
  return missing ?? (type === other && from === to ? invalidRecord(other, to) : null);
}

/** Null if the record is there. */
export function findMissingRecord(type: ObjectType, id: string): AssociationProblem | null {
  return /^\d{1,15}$/.test(id) && type.records.get(Number(id)) !== null ? null : invalidRecord(type, id);
}

function invalidRecord(type: ObjectType, id: string): AssociationProblem {
  return {
    kind: "invalid-association",
    message: "One or more associations are invalid",
    context: {
      INVALID_OBJECT_IDS: [`${type.legacyName}=${id} is not valid`],
      objectId: [id],
      objectType: [type.legacyName],
    },
  };
}

function unknownDefinition({ category, typeId }: AssociationSpec): AssociationProblem {
  const spec = `${category}=${typeId}`;
  return {
    kind: "invalid-association",
    message: "One or more associations are invalid",
    context: {
      associationSpec: [spec],
      INVALID_ASSOCIATION_TYPE_ID: [`${spec} is not a valid association definition id`],
    },
  };
}

/** Recorded for the `from` side; the other one is told in the same words. */
function wrongType(side: "from" | "to", given: string, expected: string, spec: AssociationSpec): AssociationProblem {
  const definition = `${spec.category === "HUBSPOT_DEFINED" ? 0 : 1}-${spec.typeId}`;
  return {
    kind: "invalid-association",
    message: `invalid ${side} object type ${given} for associations to be created. expected: ${expected}. For definition ${definition}`,
  };
}
