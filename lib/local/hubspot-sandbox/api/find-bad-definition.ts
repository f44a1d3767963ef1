import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import type { PropertyChange, PropertyDefinition } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { canSeeSensitive } from "@/lib/local/hubspot-sandbox/api/property-sensitivity";
import { invalidRequest, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { listNamedProperties } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import { isGone, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

const fieldTypes: Readonly<Record<string, readonly string[]>> = {
  bool: ["booleancheckbox", "calculation_equation"],
  enumeration: ["booleancheckbox", "checkbox", "radio", "select", "calculation_equation"],
  date: ["date"],
  datetime: ["date"],
  string: ["text", "textarea", "file", "html", "phonenumber", "calculation_equation"],
  number: ["number", "calculation_equation"],
  phone_number: ["phonenumber"],
};

export const maxUniqueProperties = 10;
const maxCustomProperties = 1000;
const maxCustomPropertiesOfPortal = 10_000;

/** Why a new property can't be made, or null. Only the codes in capitals are recorded ones; the other words are ours. */
export function findBadDefinition(given: PropertyDefinition, type: ObjectType, call: PortalCall): Refused | null {
  if (!/^[a-z][a-z0-9_]*$/.test(given.name)) {
    return invalidRequest(
      `Property name '${given.name}' may only hold lower-case letters, digits and underscores, the first one a letter.`,
    );
  }
  return (
    findBadGroup(given.groupName, type) ??
    findBadFieldType(given.type, given.fieldType) ??
    findBadOptions(given.type, given.options) ??
    findBadSensitivity(given, type, call) ??
    findFullType(type, call.portal) ??
    (given.hasUniqueValue ? findBadUniqueness(type, call.sandbox.switches) : null)
  );
}

/** Why a property can't be changed so, or null. */
export function findBadChange({ groupName, fieldType, options }: PropertyChange, known: Property, type: ObjectType) {
  if (options !== undefined && known.isHubSpotDefined && known.hasReadOnlyOptions) {
    return invalidRequest(`The options of '${known.name}' are HubSpot's own and can't be changed.`);
  }
  return (
    (groupName === undefined ? null : findBadGroup(groupName, type)) ??
    (fieldType === undefined ? null : findBadFieldType(known.type, fieldType)) ??
    (options === undefined ? null : findBadOptions(known.type, options))
  );
}

/** Why a property can't be archived, or null. */
export function findUse(known: Property, type: ObjectType): Refused | null {
  if (known.isHubSpotDefined) return invalidRequest(`The property '${known.name}' is HubSpot's own and stays.`);
  const named = type.custom === null ? [] : listNamedProperties(type.custom);
  if (!type.usedProperties.has(known.name) && !named.includes(known.name)) return null;
  return invalidRequest(`The property '${known.name}' is in use and can't be deleted.`, {
    subCategory: "PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE",
  });
}

/** Properties that somebody in the portal made. */
export function countCustomProperties(type: ObjectType): number {
  return [...type.properties.values()].filter(isOwn).length;
}

function isOwn({ isHubSpotDefined, archivedAt }: Property): boolean {
  return !isHubSpotDefined && archivedAt === null;
}

function findBadGroup(groupName: string, type: ObjectType): Refused | null {
  return type.groups.has(groupName) ? null : invalidRequest(`The property group '${groupName}' does not exist.`);
}

function findBadFieldType(type: string, fieldType: string): Refused | null {
  if (fieldTypes[type]?.includes(fieldType)) return null;
  return invalidRequest(`A property of type '${type}' can't have the field type '${fieldType}'.`);
}

function findBadOptions(type: string, options: PropertyDefinition["options"]): Refused | null {
  const values = new Set(options.map((option) => option.value));
  if (type === "bool" && !(values.size === 2 && values.has("true") && values.has("false"))) {
    const message = "A boolean property needs the options true and false.";
    const code = "INVALID_BOOLEAN_OPTION";
    return invalidRequest(message, {
      subCategory: `PropertyValidationError.${code}`,
      errors: [{ message, code }],
    });
  }
  if (values.size === options.length) return null;
  return invalidRequest("No two options of a property can have the same value.");
}

function findBadSensitivity({ dataSensitivity }: PropertyDefinition, type: ObjectType, call: PortalCall) {
  if (dataSensitivity === "non_sensitive") return null;
  if (!canSeeSensitive(call, type, dataSensitivity, "write")) {
    return new Refused(403, { message: "Missing required scope for: sensitive-data-property-create" });
  }
  if (call.portal.seed.hasSensitiveData) return null;
  const message = "This account is not enabled for sensitive data.";
  const code = "PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA";
  return invalidRequest(message, { subCategory: `PropertyValidationError.${code}`, errors: [{ message, code }] });
}

function findFullType(type: ObjectType, portal: Portal): Refused | null {
  if (countCustomProperties(type) >= maxCustomProperties) {
    return invalidRequest(`An object can have at most ${maxCustomProperties} custom properties.`);
  }
  const types = [...portal.objectTypes.values()].filter((one) => !isGone(one));
  const total = types.reduce((sum, one) => sum + countCustomProperties(one), 0);
  if (total < maxCustomPropertiesOfPortal) return null;
  return invalidRequest(`An account can have at most ${maxCustomPropertiesOfPortal} custom properties.`);
}

function findBadUniqueness(type: ObjectType, switches: Switches): Refused | null {
  if (type.typeId === "0-7" && !switches.takesUniquePropertiesOnProducts) {
    return invalidRequest("Products can't have properties with unique values.");
  }
  const unique = [...type.properties.values()].filter((known) => known.hasUniqueValue && isOwn(known));
  if (unique.length < maxUniqueProperties) return null;
  return invalidRequest(`An object can have at most ${maxUniqueProperties} properties with unique values.`);
}
