import type { Property } from "./types";

const contacts = "0-1";

/** HubSpot's own id of a record. Matched by it, records are updated and never created. */
export const recordIdProperty = "hs_object_id";

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
  "0-7": " If HubSpot does not offer that for products in your account, their record id is all there is.",
};

/**
 * The properties by which records of an object type can be matched, e-mail first on contacts, the record id last. HubSpot
 * matches by a property with unique values, and contacts by `email`, although it reports that as not unique (its object
 * guides); by the record id it updates records that exist. `whyNone` says why there is none but that and what to do; null
 * when there are some.
 */
export function listMatchProperties(
  objectTypeId: string,
  properties: readonly Property[],
): { properties: Property[]; whyNone: string | null } {
  const usable = properties.filter((property) => isMatchProperty(objectTypeId, property));
  const rankOf = (property: Property) => (isEmailMatch(objectTypeId, property) ? 0 : isRecordIdMatch(property) ? 2 : 1);
  usable.sort((a, b) => rankOf(a) - rankOf(b));
  const canCreate = usable.some((property) => !isRecordIdMatch(property));
  return { properties: usable, whyNone: canCreate ? null : explainNone(objectTypeId) };
}

/** Whether records can be matched by this property: its values are unique, and it may be written. */
function isMatchProperty(objectTypeId: string, property: Property): boolean {
  return isRecordIdMatch(property) || (hasUniqueValues(objectTypeId, property) && property.whyNotMappable === null);
}

/** Whether HubSpot keeps the property's values unique. */
export function hasUniqueValues(objectTypeId: string, property: Property): boolean {
  return property.isUnique || isEmailMatch(objectTypeId, property) || isRecordIdMatch(property);
}

/** Whether records are matched by HubSpot's own id. */
export function isRecordIdMatch({ name }: Pick<Property, "name">): boolean {
  return name === recordIdProperty;
}

/** Whether records are matched by their e-mail address, which HubSpot keeps in lower case. */
export function isEmailMatch(objectTypeId: string, property: Property): boolean {
  return objectTypeId === contacts && property.name === "email";
}

function explainNone(objectTypeId: string): string {
  const subject = objectNames[objectTypeId] ?? "Records of this type";
  return (
    `${subject} have no property with unique values that may be written, so a row can only be matched by its record id, which creates nothing. ` +
    `Create one here, or in HubSpot under Settings → Properties with “Require unique values”, then refresh the ` +
    `properties. An existing property cannot be made unique later.${remarks[objectTypeId] ?? ""}`
  );
}
