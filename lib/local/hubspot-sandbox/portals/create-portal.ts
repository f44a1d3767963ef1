import type { CustomObjectSeed, OwnerSeed, PortalSeed, PropertySeed } from "@/lib/local/hubspot-sandbox/options";
import { defaultPipelines } from "@/lib/local/hubspot-sandbox/portals/defaults/pipelines";
import { systemProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import {
  type StandardObjectType,
  standardObjectTypes,
} from "@/lib/local/hubspot-sandbox/portals/defaults/standard-object-types";
import { type ObjectType, type Portal, putProperty } from "@/lib/local/hubspot-sandbox/portals/portal";
import { owner, type Property, property } from "@/lib/local/hubspot-sandbox/portals/property";
import { RecordStore, type StoredRecord } from "@/lib/local/hubspot-sandbox/records/record-store";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

export interface PortalWatcher {
  onRecordChange(portalId: number, typeId: string, record: StoredRecord): void;
  onRecordForget(record: StoredRecord): void;
}

export function createPortal(seed: PortalSeed, switches: Switches, watcher: PortalWatcher): Portal {
  const objectTypes = new Map<string, ObjectType>();
  const typeIds = new Map<string, string>();
  for (const standard of standardObjectTypes) {
    objectTypes.set(standard.typeId, createObjectType(standard, null, seed, switches, watcher));
    for (const name of [standard.typeId, standard.name, standard.singular]) typeIds.set(name, standard.typeId);
  }
  const customObjects = seed.tier === "enterprise" ? (seed.customObjects ?? []) : [];
  for (const custom of customObjects) {
    objectTypes.set(custom.objectTypeId, createObjectType(describeCustom(custom), custom, seed, switches, watcher));
    for (const name of [custom.objectTypeId, qualify(seed, custom)]) typeIds.set(name, custom.objectTypeId);
  }
  return { hubId: seed.hubId, seed, owners: seed.owners ?? defaultOwners, objectTypes, typeIds };
}

const defaultOwners: readonly OwnerSeed[] = [
  { id: "60158084", email: "lorelai@example.com", firstName: "Lorelai", lastName: "Gilmore" },
  { id: "60158085", email: "luke@example.com", firstName: "Luke", lastName: "Danes" },
  { id: "60158086", email: "sookie@example.com", firstName: "Sookie", lastName: "St. James" },
];

function qualify(seed: PortalSeed, custom: CustomObjectSeed): string {
  return `p${seed.hubId}_${custom.name}`;
}

function describeCustom(custom: CustomObjectSeed): StandardObjectType {
  return {
    typeId: custom.objectTypeId,
    name: custom.name,
    singular: custom.name,
    legacyName: custom.objectTypeId,
    groupName: `${custom.name}_information`,
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: null,
    shownProperties: [custom.primaryDisplayProperty, "hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
    requiredByGuides: custom.requiredProperties.map((name) => [name]),
    properties: [...systemProperties({ created: "hs_createdate", modified: "hs_lastmodifieddate" }), owner()],
  };
}

function createObjectType(
  standard: StandardObjectType,
  custom: CustomObjectSeed | null,
  seed: PortalSeed,
  switches: Switches,
  watcher: PortalWatcher,
): ObjectType {
  const { typeId, name } = standard;
  const records = new RecordStore({
    foldUnique: (unique, value) =>
      switches.ignoresCaseOfUniqueText || unique === "email" ? value.toLowerCase() : value,
    keepsUniqueValuesOfArchived: () => switches.revivesArchivedRecords,
    onChange: (record) => watcher.onRecordChange(seed.hubId, typeId, record),
    onForget: (record) => watcher.onRecordForget(record),
  });
  const forThis = <T>(byType: Readonly<Record<string, readonly T[]>> | undefined): readonly T[] => [
    ...(byType?.[name] ?? []),
    ...(byType?.[typeId] ?? []),
  ];
  const isThis = (objectType: string) => objectType === name || objectType === typeId;
  const type: ObjectType = {
    typeId,
    name,
    legacyName: standard.legacyName,
    groups: [standard.groupName],
    createdProperty: standard.createdProperty,
    modifiedProperty: standard.modifiedProperty,
    pipelineProperties: standard.pipelineProperties,
    pipelines: [...(defaultPipelines[typeId] ?? []), ...forThis(seed.pipelines)],
    shownProperties: standard.shownProperties,
    requiredByGuides: standard.requiredByGuides,
    requiredOnCreate: forThis(seed.requiredOnCreate),
    conditionalRules: (seed.conditionalRules ?? []).filter((rule) => isThis(rule.objectType)),
    rules: new Map(
      (seed.validationRules ?? []).filter((rule) => isThis(rule.objectType)).map((rule) => [rule.property, rule.rules]),
    ),
    properties: new Map(),
    records,
    custom: custom && {
      fullyQualifiedName: qualify(seed, custom),
      labels: custom.labels,
      primaryDisplayProperty: custom.primaryDisplayProperty,
      requiredProperties: custom.requiredProperties,
    },
  };
  if (typeId === "0-1") records.addUniqueProperty("email");
  for (const own of standard.properties) putProperty(type, { ...own, groupName: standard.groupName });
  const seeded = [...(custom?.properties ?? []), ...forThis(seed.properties)];
  for (const extra of seeded) putProperty(type, createCustomProperty(extra, standard.groupName));
  return type;
}

/** A property that somebody in the portal made. */
function createCustomProperty(seed: PropertySeed, groupName: string): Property {
  const options = seed.options ?? (seed.type === "bool" ? yesAndNo : []);
  return property(seed.name, seed.label, seed.type, seed.fieldType, {
    groupName: seed.groupName ?? groupName,
    description: seed.description ?? "",
    options: options.map((option, displayOrder) => ({
      label: option.label,
      value: option.value,
      displayOrder,
      hidden: option.hidden ?? false,
    })),
    hasUniqueValue: seed.hasUniqueValue ?? false,
    isHubSpotDefined: false,
    dataSensitivity: seed.dataSensitivity ?? "non_sensitive",
  });
}

const yesAndNo: NonNullable<PropertySeed["options"]> = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];
