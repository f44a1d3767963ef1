import { z } from "zod";
import type { Property, PropertyRule, PropertyType } from "@/lib/engine/types";
import { listOneRequired } from "./object-types";

const Option = z.object({
  value: z.string(),
  label: z.string().catch(""),
  hidden: z.boolean().catch(false),
});

const flag = z.boolean().catch(false);
const nothingFixed = { readOnlyValue: false, readOnlyDefinition: false, readOnlyOptions: null };

/** A property as HubSpot defines it. HubSpot leaves out much of what isn't set. */
export const PropertyDefinition = z.object({
  name: z.string().min(1),
  label: z.string().catch(""),
  type: z.string().catch(""),
  fieldType: z.string().catch(""),
  groupName: z.string().catch(""),
  description: z.string().catch(""),
  options: z.array(z.unknown()).catch([]),
  externalOptions: flag,
  hasUniqueValue: flag,
  hubspotDefined: flag,
  calculated: flag,
  archived: flag,
  dataSensitivity: z.string().catch("non_sensitive"),
  modificationMetadata: z
    .object({ readOnlyValue: flag, readOnlyDefinition: flag, readOnlyOptions: z.boolean().nullable().catch(null) })
    .catch(nothingFixed),
});
export type PropertyDefinition = z.infer<typeof PropertyDefinition>;

/** What is read beside the definitions, to say more of each. */
export interface PropertyContext {
  readonly objectTypeId: string;
  readonly required: readonly string[];
  readonly groupLabels: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, readonly PropertyRule[]>;
}

export function toProperty(definition: PropertyDefinition, context: PropertyContext): Property {
  const { name, label, type, fieldType, groupName, description } = definition;
  return {
    name,
    label: label || name,
    type: isKnownType(type) ? type : "unknown",
    fieldType,
    groupName,
    groupLabel: context.groupLabels.get(groupName) ?? groupName,
    description,
    options: definition.options.flatMap((option) => {
      const parsed = Option.safeParse(option);
      return parsed.success ? [{ ...parsed.data, label: parsed.data.label || parsed.data.value }] : [];
    }),
    hasExternalOptions: definition.externalOptions,
    // HubSpot matches contacts by email and yet reports it as not unique.
    isUnique: definition.hasUniqueValue || (context.objectTypeId === "0-1" && name === "email"),
    isRequired: context.required.includes(name),
    isOneRequired: listOneRequired(context.objectTypeId).includes(name),
    rules: context.rules.get(name) ?? [],
    canAddOptions: canAddOptions(definition),
    whyNotMappable: explainWhyNotMappable(definition),
  };
}

const knownTypes: readonly string[] = [
  "string",
  "number",
  "bool",
  "enumeration",
  "date",
  "datetime",
  "phone_number",
] satisfies PropertyType[];

function isKnownType(type: string): type is PropertyType {
  return knownTypes.includes(type);
}

/** Whether a portal may add options to this property: an enumeration whose options HubSpot doesn't keep to itself. */
export function canAddOptions(definition: PropertyDefinition): boolean {
  const { type, externalOptions, modificationMetadata } = definition;
  // Where HubSpot doesn't say, a definition that is its own counts as closed.
  const isClosed = modificationMetadata.readOnlyOptions ?? modificationMetadata.readOnlyDefinition;
  return type === "enumeration" && !externalOptions && !isClosed && explainWhyNotMappable(definition) === null;
}

function explainWhyNotMappable({ name, type, calculated, modificationMetadata }: PropertyDefinition): string | null {
  if (name === "hs_object_id") return "HubSpot gives every record its id itself.";
  if (calculated) return "HubSpot calculates this property from others.";
  if (modificationMetadata.readOnlyValue) return "HubSpot sets this property itself and lets nobody write it.";
  if (!isKnownType(type)) return `Sluice can't write properties of the type ${type || "that HubSpot left out"} yet.`;
  return null;
}
