import { z } from "zod";
import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { createProperty } from "@/lib/local/hubspot-sandbox/api/change-property";
import { findBadDefinition, maxUniqueProperties } from "@/lib/local/hubspot-sandbox/api/find-bad-definition";
import { listCustomTypes, maxCustomObjectsOf } from "@/lib/local/hubspot-sandbox/api/limits";
import {
  definitionSchema,
  type PropertyDefinition,
  parseBody,
} from "@/lib/local/hubspot-sandbox/api/property-definition";
import { invalidRequest, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import {
  addCustomObjectType,
  qualifyName,
  removeObjectType,
} from "@/lib/local/hubspot-sandbox/portals/create-object-type";
import { type CustomObject, listNamedProperties } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import { findObjectType, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";

const labels = z.object({ singular: z.string(), plural: z.string() });
const names = z.array(z.string()).default([]);

const newSchema = z.object({
  name: z.string(),
  labels,
  description: z.string().default(""),
  primaryDisplayProperty: z.string().optional(),
  secondaryDisplayProperties: names,
  requiredProperties: names,
  searchableProperties: names,
  properties: z.array(definitionSchema.extend({ groupName: z.string().optional() })),
  associatedObjects: names,
});

type NewSchema = z.infer<typeof newSchema>;

/** The name stays for good and is passed over. */
const schemaChange = z.object({
  labels: labels.partial().optional(),
  description: z.string().optional(),
  primaryDisplayProperty: z.string().optional(),
  secondaryDisplayProperties: z.array(z.string()).optional(),
  requiredProperties: z.array(z.string()).optional(),
  searchableProperties: z.array(z.string()).optional(),
});

/** Makes a custom object type with its properties and associations, or nothing of it. */
export function createSchema(call: PortalCall): { type: ObjectType; custom: CustomObject } {
  const { portal, sandbox } = call;
  const given = parseBody(newSchema, call);
  const custom = describe(given, call);
  const others = given.associatedObjects.map((name) => findAssociated(portal, name));
  const refusal = findBadSchema(given, custom, portal);
  if (refusal !== null) throw refusal;
  const type = addCustomObjectType(portal, nextTypeId(portal), given.name, custom);
  const [groupName = ""] = type.groups.keys();
  const properties = given.properties.map((one) => ({ ...one, groupName: one.groupName ?? groupName }));
  const bad = findBadProperty(properties, type, call);
  if (bad !== null) {
    removeObjectType(portal, type);
    throw bad;
  }
  sandbox.saveObjectType(portal, type);
  for (const one of properties) createProperty(call, type, one);
  for (const other of others) {
    const [name, inverseName] = [`${type.name}_to_${other.name}`, `${other.name}_to_${type.name}`];
    portal.associations.define(type.typeId, other.typeId, { name, label: null, inverseName, inverseLabel: null });
  }
  return { type, custom };
}

export function changeSchemaOf(call: PortalCall, type: ObjectType, custom: CustomObject): CustomObject {
  const change = parseBody(schemaChange, call);
  const changed: CustomObject = {
    ...custom,
    labels: {
      singular: change.labels?.singular ?? custom.labels.singular,
      plural: change.labels?.plural ?? custom.labels.plural,
    },
    description: change.description ?? custom.description,
    primaryDisplayProperty: change.primaryDisplayProperty ?? custom.primaryDisplayProperty,
    secondaryDisplayProperties: change.secondaryDisplayProperties ?? custom.secondaryDisplayProperties,
    requiredProperties: change.requiredProperties ?? custom.requiredProperties,
    searchableProperties: change.searchableProperties ?? custom.searchableProperties,
    updatedAt: call.now,
  };
  const missing = listNamedProperties(changed).find((name) => type.properties.get(name)?.archivedAt !== null);
  if (missing !== undefined) throw unknownProperty(missing);
  type.custom = changed;
  call.sandbox.saveObjectType(call.portal, type);
  return changed;
}

function describe(given: NewSchema, { portal, now }: PortalCall): CustomObject {
  const primary = given.primaryDisplayProperty ?? given.properties[0]?.name ?? "";
  return {
    fullyQualifiedName: qualifyName(portal.hubId, given.name),
    labels: given.labels,
    description: given.description,
    primaryDisplayProperty: primary,
    secondaryDisplayProperties: given.secondaryDisplayProperties,
    requiredProperties: given.requiredProperties,
    searchableProperties: given.searchableProperties.length > 0 ? given.searchableProperties : [primary],
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}

/** Nobody recorded HubSpot's words for these: they are the sandbox's own. */
function findBadSchema(given: NewSchema, custom: CustomObject, portal: Portal): Refused | null {
  if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(given.name)) {
    return invalidRequest(
      `Object name '${given.name}' may only hold letters, digits and underscores, the first one a letter.`,
    );
  }
  if (findObjectType(portal, custom.fullyQualifiedName) !== null) {
    return new Refused(409, {
      message: `An object type named '${given.name}' already exists.`,
      category: "OBJECT_ALREADY_EXISTS",
    });
  }
  const max = maxCustomObjectsOf(portal);
  if (listCustomTypes(portal).length >= max)
    return invalidRequest(`This account can have at most ${max} custom objects.`);
  const known = new Set(given.properties.map(({ name }) => name));
  const missing = listNamedProperties(custom).find((name) => !known.has(name));
  return missing === undefined ? null : unknownProperty(missing);
}

/** All at once, since what is saved can't be taken back. */
function findBadProperty(given: readonly PropertyDefinition[], type: ObjectType, call: PortalCall): Refused | null {
  const names = new Set(given.map(({ name }) => name));
  if (names.size < given.length || given.some(({ name }) => type.properties.has(name))) {
    return invalidRequest("The schema has two properties of one name.");
  }
  if (given.filter(({ hasUniqueValue }) => hasUniqueValue).length > maxUniqueProperties) {
    return invalidRequest(`An object can have at most ${maxUniqueProperties} properties with unique values.`);
  }
  return given.map((one) => findBadDefinition(one, type, call)).find((refusal) => refusal !== null) ?? null;
}

function unknownProperty(name: string): Refused {
  return invalidRequest(`The schema names the property '${name}', which it doesn't have.`);
}

/** `CONTACT`, `contacts` and `0-1` are the same. */
function findAssociated(portal: Portal, name: string): ObjectType {
  const type = findObjectType(portal, name) ?? findObjectType(portal, name.toLowerCase());
  if (type === null) throw invalidRequest(`The schema is associated with '${name}', which is no object type.`);
  return type;
}

const firstTypeNumber = 3_465_404;

function nextTypeId(portal: Portal): string {
  const numbers = [...portal.objectTypes.keys()].filter((id) => id.startsWith("2-")).map((id) => Number(id.slice(2)));
  return `2-${Math.max(firstTypeNumber - 1, ...numbers) + 1}`;
}
