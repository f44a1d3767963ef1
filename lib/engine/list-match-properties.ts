import type { Property } from "./types";

const contacts = "0-1";

const objectNames: Readonly<Record<string, string>> = {
  "0-1": "Contacts",
  "0-2": "Companies",
  "0-3": "Deals",
  "0-5": "Tickets",
  "0-7": "Products",
  "0-8": "Line items",
};

const remarks: Readonly<Record<string, string>> = {
  "0-2": " The company domain will not do: HubSpot does not keep it unique for the API.",
  "0-7": " If HubSpot does not offer that for products in your account, they cannot be synced by a match property.",
};

/**
 * The properties by which records of an object type can be matched, e-mail first on contacts. HubSpot matches by a
 * property with unique values, and contacts by `email`, although it reports that as not unique (its object guides).
 * `whyNone` says why there are none and what to do; null when there are some.
 */
export function listMatchProperties(
  objectTypeId: string,
  properties: readonly Property[],
): { properties: Property[]; whyNone: string | null } {
  const usable = properties.filter((property) => isMatchProperty(objectTypeId, property));
  usable.sort((a, b) => Number(isEmailMatch(objectTypeId, b)) - Number(isEmailMatch(objectTypeId, a)));
  return { properties: usable, whyNone: usable.length > 0 ? null : explainNone(objectTypeId) };
}

/** Whether records can be matched by this property: its values are unique, and it may be written. */
function isMatchProperty(objectTypeId: string, property: Property): boolean {
  return hasUniqueValues(objectTypeId, property) && property.whyNotMappable === null;
}

/** Whether HubSpot keeps the property's values unique. */
export function hasUniqueValues(objectTypeId: string, property: Property): boolean {
  return property.isUnique || isEmailMatch(objectTypeId, property);
}

/** Whether records are matched by their e-mail address, which HubSpot keeps in lower case. */
export function isEmailMatch(objectTypeId: string, property: Property): boolean {
  return objectTypeId === contacts && property.name === "email";
}

function explainNone(objectTypeId: string): string {
  const subject = objectNames[objectTypeId] ?? "Records of this type";
  return (
    `${subject} have no property with unique values that may be written, so a row cannot be matched to its record. ` +
    `Create one here, or in HubSpot under Settings → Properties with “Require unique values”, then refresh the ` +
    `properties. An existing property cannot be made unique later.${remarks[objectTypeId] ?? ""}`
  );
}
