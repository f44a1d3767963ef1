import type { ConditionalRuleSeed, OwnerSeed, PipelineSeed, PortalSeed } from "@/lib/local/hubspot-sandbox/options";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import type { ValidationRule } from "@/lib/local/hubspot-sandbox/records/check-rules";
import type { RecordStore } from "@/lib/local/hubspot-sandbox/records/record-store";

/** A HubSpot account. */
export interface Portal {
  readonly hubId: number;
  readonly seed: PortalSeed;
  readonly owners: readonly OwnerSeed[];
  readonly objectTypes: ReadonlyMap<string, ObjectType>;
  /** Type ids by every name that a path may use. */
  readonly typeIds: ReadonlyMap<string, string>;
}

export interface ObjectType {
  readonly typeId: string;
  readonly name: string;
  readonly legacyName: string;
  readonly groups: readonly string[];
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  readonly pipelineProperties: { readonly pipeline: string; readonly stage: string } | null;
  readonly pipelines: readonly PipelineSeed[];
  readonly shownProperties: readonly string[];
  readonly requiredByGuides: readonly (readonly string[])[];
  readonly requiredOnCreate: readonly string[];
  readonly conditionalRules: readonly ConditionalRuleSeed[];
  readonly rules: ReadonlyMap<string, readonly ValidationRule[]>;
  readonly properties: Map<string, Property>;
  readonly records: RecordStore;
  readonly custom: CustomObject | null;
}

export interface CustomObject {
  readonly fullyQualifiedName: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly primaryDisplayProperty: string;
  readonly requiredProperties: readonly string[];
}

/** The type that a path or an admin call names, or null. */
export function findObjectType(portal: Portal, name: string): ObjectType | null {
  const typeId = portal.typeIds.get(name);
  return typeId === undefined ? null : (portal.objectTypes.get(typeId) ?? null);
}

export function isContacts(type: ObjectType): boolean {
  return type.typeId === "0-1";
}

/** What `idProperty` may be: a property with unique values, or a contact's email. */
export function isMatchable(type: ObjectType, name: string): boolean {
  const property = type.properties.get(name);
  if (property === undefined || property.archivedAt !== null) return false;
  return property.hasUniqueValue || (isContacts(type) && name === "email");
}

export function putProperty(type: ObjectType, property: Property): void {
  type.properties.set(property.name, property);
  if (property.hasUniqueValue) type.records.addUniqueProperty(property.name);
}
