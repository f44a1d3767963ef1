import type { ConditionalRuleSeed, OwnerSeed, PipelineSeed, PortalSeed } from "@/lib/local/hubspot-sandbox/options";
import type { CustomObject } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import type { PropertyGroup } from "@/lib/local/hubspot-sandbox/portals/property-group";
import type { AssociationStore } from "@/lib/local/hubspot-sandbox/records/association-store";
import type { ValidationRule } from "@/lib/local/hubspot-sandbox/records/check-rules";
import type { RecordStore } from "@/lib/local/hubspot-sandbox/records/record-store";

/** A HubSpot account. */
export interface Portal {
  readonly hubId: number;
  readonly seed: PortalSeed;
  readonly owners: readonly OwnerSeed[];
  readonly objectTypes: Map<string, ObjectType>;
  readonly associations: AssociationStore;
  /** Type ids by every name that a path may use. */
  readonly typeIds: Map<string, string>;
  /** An empty store for the records of a new object type. */
  readonly createRecords: (typeId: string) => RecordStore;
}

export interface ObjectType {
  readonly typeId: string;
  readonly name: string;
  readonly legacyName: string;
  /** By name; the first one takes what names no group. */
  readonly groups: Map<string, PropertyGroup>;
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  readonly pipelineProperties: { readonly pipeline: string; readonly stage: string } | null;
  pipelines: readonly PipelineSeed[];
  readonly shownProperties: readonly string[];
  readonly requiredByGuides: readonly (readonly string[])[];
  readonly requiredOnCreate: readonly string[];
  readonly conditionalRules: readonly ConditionalRuleSeed[];
  readonly rules: Map<string, readonly ValidationRule[]>;
  readonly properties: Map<string, Property>;
  /** Properties that a list, a form or a workflow of the portal uses. */
  readonly usedProperties: Set<string>;
  readonly records: RecordStore;
  custom: CustomObject | null;
}

/** The type that a path or an admin call names, or null. */
export function findObjectType(portal: Portal, name: string): ObjectType | null {
  const typeId = portal.typeIds.get(name);
  const type = typeId === undefined ? undefined : portal.objectTypes.get(typeId);
  return type === undefined || isGone(type) ? null : type;
}

/** A custom object type that was deleted; nothing but the list of archived schemas knows it. */
export function isGone(type: ObjectType): boolean {
  return type.custom !== null && type.custom.archivedAt !== null;
}

export function isContacts(type: ObjectType): boolean {
  return type.typeId === "0-1";
}

/** What `idProperty` may be: a property with unique values, or a contact's email. */
export function isMatchable(type: ObjectType, name: string): boolean {
  const property = type.properties.get(name);
  return property !== undefined && property.archivedAt === null && isIndexed(type, property);
}

export function putProperty(type: ObjectType, property: Property): void {
  type.properties.set(property.name, property);
  if (isIndexed(type, property)) type.records.addUniqueProperty(property.name);
  else type.records.removeUniqueProperty(property.name);
}

function isIndexed(type: ObjectType, { name, hasUniqueValue }: Property): boolean {
  return hasUniqueValue || (isContacts(type) && name === "email");
}
