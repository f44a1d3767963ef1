import {
  canListCustomObjects,
  decideAccess,
  describeLack,
  explainMissing,
  howToGet,
  type KnownScopes,
  listMissingOf,
  listMissingToSync,
} from "./access";
import type { HubSpotClient } from "./client";
import { type CustomSchema, listCustomSchemas } from "./custom-schemas";
import { capitalize, customObjects, findKind, labelOf, type ObjectKind, standardObjectTypes } from "./object-types";

export interface ObjectTypeVerdict {
  /** `custom` for the one line that stands for custom objects where there are none to list. */
  readonly objectTypeId: string;
  readonly kind: string;
  readonly name: string;
  readonly labelSingular: string;
  readonly labelPlural: string;
  readonly canRead: boolean;
  readonly canWrite: boolean;
  /** Null when it can be synced; else why not, and what to do. */
  readonly whyNot: string | null;
  readonly fix: string | null;
  /** What to ask for; empty when scopes aren't what is missing. */
  readonly missingScopes: readonly string[];
}

/**
 * The object types of a portal, custom objects too, each with whether the connection may read and write it. What nobody
 * knows about its scopes counts as allowed until HubSpot says otherwise. One call, for the custom objects; none where
 * it is known to be refused.
 */
export async function listObjectTypes(client: HubSpotClient, known: KnownScopes): Promise<ObjectTypeVerdict[]> {
  const standard = standardObjectTypes.map((objectType) =>
    decide(objectType, { ...objectType, name: objectType.kind, plural: labelOf(objectType) }, known),
  );
  if (!canListCustomObjects(known)) return [...standard, explainUnlisted(known)];
  const schemas = await listCustomSchemas(client);
  if (schemas === null) return [...standard, explainRefused(known)];
  if (schemas.length === 0) return [...standard, explainNone()];
  return [...standard, ...schemas.map((schema) => decide(customObjects, describe(schema), known))];
}

/**
 * The line of an object type among those listed. A custom object that isn't listed has the line that says why there are
 * none, where there is one; null for what the portal doesn't know.
 */
export function findObjectType<T extends { objectTypeId: string }>(
  types: readonly T[],
  objectTypeId: string,
): T | null {
  const line = findKind(objectTypeId) === customObjects ? unlisted.objectTypeId : objectTypeId;
  return (
    types.find((type) => type.objectTypeId === objectTypeId) ?? types.find((type) => type.objectTypeId === line) ?? null
  );
}

interface Described {
  readonly objectTypeId: string;
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
}

function describe({ objectTypeId, name, labels }: CustomSchema): Described {
  const singular = labels.singular ?? name;
  return { objectTypeId, name, singular, plural: labels.plural ?? singular };
}

function decide(kind: ObjectKind, { objectTypeId, name, singular, plural }: Described, known: KnownScopes) {
  const { canRead, canWrite } = decideAccess(kind, known);
  const missing = explainMissing(kind, known);
  return {
    objectTypeId,
    kind: kind.kind,
    name,
    labelSingular: capitalize(singular),
    labelPlural: plural,
    canRead: canRead !== false,
    canWrite: canWrite !== false,
    whyNot: missing?.whyNot ?? null,
    fix: missing?.fix ?? null,
    missingScopes: listMissingToSync(kind, known),
  };
}

const unlisted = {
  objectTypeId: "custom",
  kind: customObjects.kind,
  name: customObjects.kind,
  labelSingular: capitalize(customObjects.singular),
  labelPlural: labelOf(customObjects),
  canRead: false,
  canWrite: false,
};

function explainUnlisted(known: KnownScopes): ObjectTypeVerdict {
  const missingScopes = listMissingOf(customObjects, known);
  return {
    ...unlisted,
    whyNot: describeLack(customObjects.listScopes.join(" or "), known),
    fix: `${howToGet(known)} Custom objects need ${customObjects.needs}.`,
    missingScopes,
  };
}

/** HubSpot refuses, and the scope isn't known to be missing: for a token it may be that, too. */
function explainRefused(known: KnownScopes): ObjectTypeVerdict {
  if (known.granted === null) return explainUnlisted({ ...known, denied: [...customObjects.listScopes] });
  return {
    ...unlisted,
    whyNot: "HubSpot shows this connection no custom objects: the account's subscription doesn't have them.",
    fix: `They need ${customObjects.needs}.`,
    missingScopes: [],
  };
}

function explainNone(): ObjectTypeVerdict {
  return {
    ...unlisted,
    whyNot: "This account has no custom objects.",
    fix: `They need ${customObjects.needs}: make one in HubSpot, then load the object types again.`,
    missingScopes: [],
  };
}
