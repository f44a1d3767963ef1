import { z } from "zod";
import type { Property, PropertyType } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { type HubSpotClient, HubSpotRefusal } from "./client";
import { explainHubSpotCode } from "./errors";
import { readRequiredProperties, standardObjectTypes } from "./object-types";
import { paths } from "./paths";

const Option = z.object({
  value: z.string(),
  label: z.string().catch(""),
  hidden: z.boolean().catch(false),
});

const Definition = z.object({
  name: z.string().min(1),
  label: z.string().catch(""),
  type: z.string().catch(""),
  fieldType: z.string().catch(""),
  groupName: z.string().catch(""),
  description: z.string().catch(""),
  options: z.array(z.unknown()).catch([]),
  externalOptions: z.boolean().catch(false),
  hasUniqueValue: z.boolean().catch(false),
  calculated: z.boolean().catch(false),
  archived: z.boolean().catch(false),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().catch(false) }).catch({ readOnlyValue: false }),
});
type Definition = z.infer<typeof Definition>;

const List = z.object({ results: z.array(z.unknown()) });

/**
 * The properties of an object type as far as they aren't archived or sensitive. One call, not paged (a second one reads
 * what a custom object requires). A definition that can't be read, or of a type that we don't know, loses only itself.
 */
export async function listProperties(client: HubSpotClient, objectTypeId: string): Promise<Property[]> {
  const path = paths.properties(objectTypeId);
  const { body } = await client.request({ method: "GET", path, schema: List, isSafeToRepeat: true });
  const required = await readRequiredProperties(client, objectTypeId);
  return body.results.flatMap((result) => {
    const definition = Definition.safeParse(result);
    if (!definition.success || definition.data.archived) return [];
    return [toProperty(definition.data, objectTypeId, required)];
  });
}

export interface NewUniqueProperty {
  /** HubSpot's internal name: lower-case letters, digits and `_`, first a letter. It can't be changed later. */
  name: string;
  label: string;
  groupName?: string;
}

/**
 * Creates a text property with unique values, to match records by. HubSpot allows ten of them per object type, and a
 * property's uniqueness only at its creation. Throws `hubspot_refused` with what to do.
 */
export async function createUniqueProperty(
  client: HubSpotClient,
  objectTypeId: string,
  { name, label, groupName }: NewUniqueProperty,
): Promise<Property> {
  const group = groupName ?? (await findGroup(client, objectTypeId));
  try {
    const { body } = await client.request({
      method: "POST",
      path: paths.properties(objectTypeId),
      body: { groupName: group, name, label, type: "string", fieldType: "text", hasUniqueValue: true },
      schema: Definition,
      // A second try would meet the property of the first one and call it a conflict.
      isSafeToRepeat: false,
    });
    return toProperty(body, objectTypeId, []);
  } catch (error) {
    if (!(error instanceof HubSpotRefusal)) throw error;
    const { fix } = explainHubSpotCode(error.refusals[0].code);
    throw new AppError("hubspot_refused", `HubSpot didn't create ${name}: ${error.body.message} ${fix}`, {
      cause: error,
    });
  }
}

// Standard object types have a known group; a custom object's is the one that its own properties are in.
async function findGroup(client: HubSpotClient, objectTypeId: string): Promise<string> {
  const standard = standardObjectTypes.find((objectType) => objectType.objectTypeId === objectTypeId);
  if (standard) return standard.groupName;
  const properties = await listProperties(client, objectTypeId);
  const own = properties.find(({ groupName, whyNotMappable }) => groupName !== "" && whyNotMappable === null);
  if (own) return own.groupName;
  throw new AppError(
    "hubspot_refused",
    "This object type has no property that may be written. Create one in HubSpot, then try again.",
  );
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

function toProperty(definition: Definition, objectTypeId: string, required: readonly string[]): Property {
  const { name, label, type, fieldType, groupName, description } = definition;
  // HubSpot matches contacts by email and yet reports it as not unique.
  const isUnique = definition.hasUniqueValue || (objectTypeId === "0-1" && name === "email");
  return {
    name,
    label: label || name,
    type: isKnownType(type) ? type : "unknown",
    fieldType,
    groupName,
    description,
    options: definition.options.flatMap((option) => {
      const parsed = Option.safeParse(option);
      return parsed.success ? [{ ...parsed.data, label: parsed.data.label || parsed.data.value }] : [];
    }),
    hasExternalOptions: definition.externalOptions,
    isUnique,
    isRequired: required.includes(name),
    groupLabel: groupName,
    rules: [],
    canAddOptions: false,
    whyNotMappable: explainWhyNotMappable(definition),
  };
}

function explainWhyNotMappable({ name, type, calculated, modificationMetadata }: Definition): string | null {
  if (name === "hs_object_id") return "HubSpot gives every record its id itself.";
  if (calculated) return "HubSpot calculates this property from others.";
  if (modificationMetadata.readOnlyValue) return "HubSpot sets this property itself and lets nobody write it.";
  if (!isKnownType(type)) return `Sluice can't write properties of the type ${type || "that HubSpot left out"} yet.`;
  return null;
}
