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
    ...(property.archivedAt !== null && { archived: true, archivedAt: new Date(property.archivedAt).toISOString() }),
    hasUniqueValue: property.hasUniqueValue || (isEmail && switches.reportsEmailAsUnique),
    hidden: property.isHidden,
    ...(property.isHubSpotDefined && { hubspotDefined: true }),
    modificationMetadata: {
      archivable: !property.isHubSpotDefined,
      readOnlyDefinition: property.isHubSpotDefined,
      readOnlyValue: property.isReadOnly,
    },
    formField: property.isFormField,
    dataSensitivity: property.dataSensitivity,
  };
}
