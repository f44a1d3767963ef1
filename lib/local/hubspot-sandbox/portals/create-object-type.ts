import type { PropertySeed } from "@/lib/local/hubspot-sandbox/options";
import type { CustomObject } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import { defaultPipelines } from "@/lib/local/hubspot-sandbox/portals/defaults/pipelines";
import { systemProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/shared";
import type { StandardObjectType } from "@/lib/local/hubspot-sandbox/portals/defaults/standard-object-types";
import { type ObjectType, type Portal, putProperty } from "@/lib/local/hubspot-sandbox/portals/portal";
import { external, owner, type Property, property } from "@/lib/local/hubspot-sandbox/portals/property";
import { groups } from "@/lib/local/hubspot-sandbox/portals/property-group";

/** Adds an object type, and what the portal's seed says about it, to the portal. */
export function addObjectType(portal: Portal, standard: StandardObjectType, custom: CustomObject | null): ObjectType {
  const { typeId, name } = standard;
  const { seed } = portal;
  const isThis = (objectType: string) => objectType === name || objectType === typeId;
  const type: ObjectType = {
    typeId,
    name,
    legacyName: standard.legacyName,
    groups: new Map(standard.groups.map((group) => [group.name, group])),
    createdProperty: standard.createdProperty,
    modifiedProperty: standard.modifiedProperty,
    pipelineProperties: standard.pipelineProperties,
    pipelines: [...(defaultPipelines[typeId] ?? []), ...seededFor(standard, seed.pipelines)],
    shownProperties: standard.shownProperties,
    requiredByGuides: standard.requiredByGuides,
    requiredOnCreate: seededFor(standard, seed.requiredOnCreate),
    conditionalRules: (seed.conditionalRules ?? []).filter((rule) => isThis(rule.objectType)),
    rules: new Map(
      (seed.validationRules ?? []).filter((rule) => isThis(rule.objectType)).map((rule) => [rule.property, rule.rules]),
    ),
    properties: new Map(),
    usedProperties: new Set(),
    records: portal.createRecords(typeId),
    custom,
  };
  const [firstGroup = ""] = type.groups.keys();
  if (typeId === "0-1") type.records.addUniqueProperty("email");
  for (const own of standard.properties) putProperty(type, { ...own, groupName: own.groupName || firstGroup });
  for (const extra of seededFor(standard, seed.properties)) putProperty(type, createCustomProperty(extra, firstGroup));
  portal.objectTypes.set(typeId, type);
  const names = custom ? [typeId, custom.fullyQualifiedName] : [typeId, name, standard.singular];
  for (const known of names) portal.typeIds.set(known, typeId);
  return type;
}

/** A custom object type with HubSpot's own properties; those of the schema are the caller's. */
export function addCustomObjectType(portal: Portal, typeId: string, name: string, custom: CustomObject): ObjectType {
  const hasPipelines = seededFor({ typeId, name }, portal.seed.pipelines).length > 0;
  const standard: StandardObjectType = {
    typeId,
    name,
    singular: name,
    legacyName: typeId,
    groups: groups(`${name}_information=${custom.labels.singular} Information`),
    createdProperty: "hs_createdate",
    modifiedProperty: "hs_lastmodifieddate",
    pipelineProperties: hasPipelines ? { pipeline: "hs_pipeline", stage: "hs_pipeline_stage" } : null,
    shownProperties: [custom.primaryDisplayProperty, "hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
    requiredByGuides: [],
    properties: [
      ...systemProperties({ created: "hs_createdate", modified: "hs_lastmodifieddate" }),
      owner(),
      ...(hasPipelines ? [external("hs_pipeline", "Pipeline"), external("hs_pipeline_stage", "Pipeline stage")] : []),
    ],
  };
  return addObjectType(portal, standard, custom);
}

export function removeObjectType(portal: Portal, { typeId }: ObjectType): void {
  portal.objectTypes.delete(typeId);
  for (const [name, id] of portal.typeIds) if (id === typeId) portal.typeIds.delete(name);
}

export function qualifyName(hubId: number, name: string): string {
  return `p${hubId}_${name}`;
}

/** A property that somebody in the portal made. */
export function createCustomProperty(seed: PropertySeed, groupName: string): Property {
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

/** What a seed holds for one object type, under its name or its id. */
function seededFor<T>(
  { typeId, name }: { typeId: string; name: string },
  byType: Readonly<Record<string, readonly T[]>> | undefined,
): readonly T[] {
  return [...(byType?.[name] ?? []), ...(byType?.[typeId] ?? [])];
}
