import { AppError } from "@/lib/errors";

/** The date-based version of HubSpot's API that every call uses. HubSpot supports one for 18 months. */
const API_VERSION = "2026-09";

const v = API_VERSION;

/** An object type in an address. Names and `..` would lead elsewhere: only ids go in. */
function type(objectTypeId: string): string {
  if (/^\d+-\d+$/.test(objectTypeId)) return objectTypeId;
  throw new AppError("invalid_input", "An object type goes by its id, such as 0-1. Choose one from the list.");
}

function property(name: string): string {
  if (/^\w+$/.test(name)) return name;
  throw new AppError("invalid_input", `${name} isn't a property's internal name. Choose the property from the list.`);
}

/** Every address that the adapter calls, by family: where the version stands in the path differs between them. */
export const paths = {
  batchUpsert: (objectTypeId: string) => `/crm/objects/${v}/${type(objectTypeId)}/batch/upsert`,
  batchUpdate: (objectTypeId: string) => `/crm/objects/${v}/${type(objectTypeId)}/batch/update`,
  batchCreate: (objectTypeId: string) => `/crm/objects/${v}/${type(objectTypeId)}/batch/create`,
  batchArchive: (objectTypeId: string) => `/crm/objects/${v}/${type(objectTypeId)}/batch/archive`,
  batchRead: (objectTypeId: string) => `/crm/objects/${v}/${type(objectTypeId)}/batch/read`,
  records: (objectTypeId: string) => `/crm/objects/${v}/${type(objectTypeId)}`,
  properties: (objectTypeId: string) => `/crm/properties/${v}/${type(objectTypeId)}`,
  property: (objectTypeId: string, name: string) => `/crm/properties/${v}/${type(objectTypeId)}/${property(name)}`,
  propertyGroups: (objectTypeId: string) => `/crm/properties/${v}/${type(objectTypeId)}/groups`,
  propertyRules: (objectTypeId: string) => `/crm/property-validations/${v}/${type(objectTypeId)}`,
  schemas: () => `/crm-object-schemas/${v}/schemas`,
  schema: (objectTypeId: string) => `/crm-object-schemas/${v}/schemas/${type(objectTypeId)}`,
  account: () => `/account-info/${v}/details`,
  token: () => `/oauth/${v}/token`,
  introspectToken: () => `/oauth/${v}/token/introspect`,
  uninstall: () => `/appinstalls/${v}/external-install`,
} as const;
