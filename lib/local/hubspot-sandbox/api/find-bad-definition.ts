import type { PropertyDefinition } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { invalidRequest, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
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

const maxUniqueProperties = 10;

/** Why a new property can't be made, or null. Only the codes in capitals are recorded ones; the other words are ours. */
export function findBadDefinition(given: PropertyDefinition, type: ObjectType, switches: Switches): Refused | null {
  if (!/^[a-z][a-z0-9_]*$/.test(given.name)) {
    return invalidRequest(`Property name '${given.name}' may only hold lower-case letters, digits and underscores.`);
  }
  if (!type.groups.includes(given.groupName)) {
    return invalidRequest(`The property group '${given.groupName}' does not exist.`);
  }
  if (!fieldTypes[given.type]?.includes(given.fieldType)) {
    return invalidRequest(`A property of type '${given.type}' can't have the field type '${given.fieldType}'.`);
  }
  const values = new Set(given.options.map((option) => option.value));
  if (given.type === "bool" && !(values.size === 2 && values.has("true") && values.has("false"))) {
    return invalidRequest("A boolean property needs the options true and false.", {
      errors: [{ message: "A boolean property needs the options true and false.", code: "INVALID_BOOLEAN_OPTION" }],
    });
  }
  if (given.dataSensitivity !== "non_sensitive") {
    return new Refused(403, { message: "Missing required scope for: sensitive-data-property-create" });
  }
  return given.hasUniqueValue ? findBadUniqueness(type, switches) : null;
}

function findBadUniqueness(type: ObjectType, switches: Switches): Refused | null {
  if (type.typeId === "0-7" && !switches.takesUniquePropertiesOnProducts) {
    return invalidRequest("Products can't have properties with unique values.");
  }
  const unique = [...type.properties.values()].filter(
    (known) => known.hasUniqueValue && !known.isHubSpotDefined && known.archivedAt === null,
  );
  if (unique.length < maxUniqueProperties) return null;
  return invalidRequest(`An object can have at most ${maxUniqueProperties} properties with unique values.`);
}
