import type { NewPropertyType } from "@/lib/engine/fixes";
import type { Property } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { type HubSpotClient, HubSpotRefusal } from "./client";
import { paths } from "./paths";
import { listDefinitions } from "./properties";
import { PropertyDefinition, toProperty } from "./property-definition";
import { findPropertyGroup } from "./property-group";

export interface NewProperty {
  /** HubSpot's internal name: lower-case letters, digits and `_`, first a letter. It can't be changed later. */
  readonly name: string;
  readonly label: string;
  readonly type: NewPropertyType;
}

const fieldTypes: Readonly<Record<NewPropertyType, string>> = {
  string: "text",
  number: "number",
  bool: "booleancheckbox",
  date: "date",
  datetime: "date",
};

// HubSpot wants both, and nothing else (INVALID_BOOLEAN_OPTION).
const yesAndNo = [
  { value: "true", label: "Yes", displayOrder: 0, hidden: false },
  { value: "false", label: "No", displayOrder: 1, hidden: false },
];

/**
 * Creates a property of the portal's own, in the object type's usual group. Under the name of an archived property
 * HubSpot brings that one back as it was, with its values and its type (its properties guide): the answer says which type
 * it has. Throws `conflict` where the name is taken, `hubspot_refused` for any other refusal, each with what to do.
 */
export async function createProperty(
  client: HubSpotClient,
  objectTypeId: string,
  { name, label, type }: NewProperty,
): Promise<Property> {
  const groupName = await findPropertyGroup(client, objectTypeId);
  const options = type === "bool" ? { options: yesAndNo } : {};
  try {
    const { body } = await client.request({
      method: "POST",
      path: paths.properties(objectTypeId),
      body: { groupName, name, label, type, fieldType: fieldTypes[type], ...options },
      schema: PropertyDefinition,
      // A second try would meet the property of the first one and call it a conflict.
      isSafeToRepeat: false,
    });
    return toProperty(body, { objectTypeId, required: [], groupLabels: new Map(), rules: new Map() });
  } catch (error) {
    if (!(error instanceof HubSpotRefusal)) throw error;
    throw explain(error, await listDefinitions(client, objectTypeId), name);
  }
}

function explain(cause: HubSpotRefusal, definitions: readonly PropertyDefinition[], name: string): AppError {
  const taken = definitions.find((definition) => definition.name === name);
  if (taken) {
    const what = `There is a property ${name} (${taken.label || name}) already, of the type ${taken.type}`;
    return new AppError("conflict", `${what}. Refresh the properties and use it as it is.`, { cause });
  }
  const fix = "Choose another label or type, or create it in HubSpot and refresh the properties.";
  return new AppError("hubspot_refused", `HubSpot didn't create ${name}: ${cause.body.message} ${fix}`, { cause });
}
