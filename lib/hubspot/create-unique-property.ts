import type { Property } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { type HubSpotClient, HubSpotRefusal } from "./client";
import { paths } from "./paths";
import { listDefinitions } from "./properties";
import { PropertyDefinition, toProperty } from "./property-definition";
import { findPropertyGroup } from "./property-group";

export interface NewUniqueProperty {
  /** HubSpot's internal name: lower-case letters, digits and `_`, first a letter. It can't be changed later. */
  name: string;
  label: string;
}

/** As many properties with unique values HubSpot allows an object type, by its guide to properties. */
const MOST_UNIQUE = 10;

/**
 * Creates a text property with unique values, to match records by. HubSpot sets a property's uniqueness only when it is
 * made. Throws `conflict` where the name is taken, `hubspot_refused` for any other refusal, each with what to do.
 */
export async function createUniqueProperty(
  client: HubSpotClient,
  objectTypeId: string,
  { name, label }: NewUniqueProperty,
): Promise<Property> {
  const groupName = await findPropertyGroup(client, objectTypeId);
  try {
    const { body } = await client.request({
      method: "POST",
      path: paths.properties(objectTypeId),
      body: { groupName, name, label, type: "string", fieldType: "text", hasUniqueValue: true },
      schema: PropertyDefinition,
      // A second try would meet the property of the first one and call it a conflict.
      isSafeToRepeat: false,
    });
    // Under an archived property's name HubSpot brings that one back as it was.
    if (!body.hasUniqueValue) throw restoredWithoutUniqueness(name);
    return toProperty(body, { objectTypeId, required: [], groupLabels: new Map(), rules: new Map() });
  } catch (error) {
    if (!(error instanceof HubSpotRefusal)) throw error;
    throw await explain(error, client, objectTypeId, name);
  }
}

async function explain(refusal: HubSpotRefusal, client: HubSpotClient, objectTypeId: string, name: string) {
  const definitions = await listDefinitions(client, objectTypeId);
  const taken = definitions.find((definition) => definition.name === name);
  if (taken) return nameTaken(taken, refusal);
  const unique = definitions.filter(({ hasUniqueValue, hubspotDefined }) => hasUniqueValue && !hubspotDefined);
  if (unique.length >= MOST_UNIQUE) return tooManyUnique(unique, refusal);
  const fix = "Choose another name or label, or create it in HubSpot and refresh the properties.";
  return new AppError("hubspot_refused", `HubSpot didn't create ${name}: ${refusal.body.message} ${fix}`, {
    cause: refusal,
  });
}

function nameTaken({ name, label, hasUniqueValue }: PropertyDefinition, cause: HubSpotRefusal): AppError {
  const what = `There is a property ${name} (${label || name}) already`;
  const message = hasUniqueValue
    ? `${what}, and its values are unique: choose it as the match property instead of making another.`
    : `${what}, and its values aren't unique, which HubSpot never changes later. Choose another internal name.`;
  return new AppError("conflict", message, { cause });
}

function tooManyUnique(unique: readonly PropertyDefinition[], cause: HubSpotRefusal): AppError {
  const names = unique.map(({ name }) => name).join(", ");
  return new AppError(
    "hubspot_refused",
    `HubSpot allows ${MOST_UNIQUE} properties with unique values for each object type, and this one has them: ${names}. Match by one of them, or archive one in HubSpot that nobody needs.`,
    { cause },
  );
}

function restoredWithoutUniqueness(name: string): AppError {
  return new AppError(
    "conflict",
    `HubSpot had an archived property ${name} and brought it back as it was, and its values aren't unique. Choose another internal name; archive ${name} again in HubSpot if nobody needs it.`,
  );
}
