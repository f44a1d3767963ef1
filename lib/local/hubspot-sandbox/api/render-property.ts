import { isContacts, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

/** A property in HubSpot's shape, which leaves out much of what isn't set. */
export function renderProperty(property: Property, type: ObjectType, switches: Switches) {
  const isEmail = isContacts(type) && property.name === "email";
  return {
    ...(property.updatedAt !== null && { updatedAt: new Date(property.updatedAt).toISOString() }),
    ...(property.createdAt !== null && { createdAt: new Date(property.createdAt).toISOString() }),
    name: property.name,
    label: property.label,
    type: property.type,
    fieldType: property.fieldType,
    description: property.description,
    groupName: property.groupName,
    options: property.options,
    ...(property.referencedObjectType !== null && { referencedObjectType: property.referencedObjectType }),
    displayOrder: property.displayOrder,
    calculated: property.isCalculated,
    externalOptions: property.hasExternalOptions,
    ...(property.calculationFormula !== null && { calculationFormula: property.calculationFormula }),
    ...(property.createdUserId !== null && { createdUserId: property.createdUserId }),
    ...(property.updatedUserId !== null && { updatedUserId: property.updatedUserId }),
    ...(property.archivedAt !== null && { archived: true, archivedAt: new Date(property.archivedAt).toISOString() }),
    hasUniqueValue: property.hasUniqueValue || (isEmail && switches.reportsEmailAsUnique),
    hidden: property.isHidden,
    ...(property.isHubSpotDefined && { hubspotDefined: true }),
    modificationMetadata: {
      archivable: !property.isHubSpotDefined,
      readOnlyDefinition: property.isHubSpotDefined,
      readOnlyValue: property.isReadOnly,
      ...((property.type === "enumeration" || property.type === "bool") && {
        readOnlyOptions: property.isHubSpotDefined && property.hasReadOnlyOptions,
      }),
    },
    formField: property.isFormField,
    ...renderHints(property),
    dataSensitivity: property.dataSensitivity,
    ...(property.dataSensitivity !== "non_sensitive" && { sensitiveDataCategories: [] }),
  };
}

function renderHints(property: Property) {
  return {
    ...(property.numberDisplayHint !== null && { numberDisplayHint: property.numberDisplayHint }),
    ...(property.textDisplayHint !== null && { textDisplayHint: property.textDisplayHint }),
    ...(property.dateDisplayHint !== null && { dateDisplayHint: property.dateDisplayHint }),
    ...(property.currencyPropertyName !== null && { currencyPropertyName: property.currencyPropertyName }),
    ...(property.showsCurrencySymbol && { showCurrencySymbol: true }),
  };
}
