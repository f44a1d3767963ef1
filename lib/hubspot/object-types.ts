/** What the connect screen asks for as one: a standard object type, or all custom objects together. */
export interface ObjectKind {
  /** `companies`, `custom`. */
  readonly kind: string;
  readonly singular: string;
  readonly plural: string;
  /** What an account needs to have it; null when every account does. */
  readonly needs: string | null;
  /** Any one of them is enough; the first is the one to ask for. So with the others. */
  readonly readScopes: readonly string[];
  readonly writeScopes: readonly string[];
  /** These let create properties and options. */
  readonly schemaScopes: readonly string[];
  /** These let list the object types themselves; none for standard ones, which every account has. */
  readonly listScopes: readonly string[];
}

export interface StandardObjectType extends ObjectKind {
  readonly objectTypeId: string;
  /** HubSpot wants a value for each of these when it creates a record. */
  readonly requiredProperties: readonly string[];
  /** HubSpot wants a value for at least one of these when it creates a record; none where there is no such rule. */
  readonly oneRequired: readonly string[];
  /** The group that a new property goes into. */
  readonly groupName: string;
}

/** The standard object types that Sluice writes. Ids, scopes and required properties as HubSpot documents them. */
export const standardObjectTypes: readonly StandardObjectType[] = [
  {
    objectTypeId: "0-1",
    kind: "contacts",
    singular: "contact",
    plural: "contacts",
    needs: null,
    readScopes: ["crm.objects.contacts.read"],
    writeScopes: ["crm.objects.contacts.write"],
    schemaScopes: ["crm.schemas.contacts.write"],
    listScopes: [],
    requiredProperties: [],
    oneRequired: ["email", "firstname", "lastname"],
    groupName: "contactinformation",
  },
  {
    objectTypeId: "0-2",
    kind: "companies",
    singular: "company",
    plural: "companies",
    needs: null,
    readScopes: ["crm.objects.companies.read"],
    writeScopes: ["crm.objects.companies.write"],
    schemaScopes: ["crm.schemas.companies.write"],
    listScopes: [],
    requiredProperties: [],
    oneRequired: ["name", "domain"],
    groupName: "companyinformation",
  },
  {
    objectTypeId: "0-3",
    kind: "deals",
    singular: "deal",
    plural: "deals",
    needs: null,
    readScopes: ["crm.objects.deals.read"],
    writeScopes: ["crm.objects.deals.write"],
    schemaScopes: ["crm.schemas.deals.write"],
    listScopes: [],
    requiredProperties: ["dealname", "dealstage"],
    oneRequired: [],
    groupName: "dealinformation",
  },
  {
    objectTypeId: "0-5",
    kind: "tickets",
    singular: "ticket",
    plural: "tickets",
    needs: null,
    readScopes: ["tickets"],
    writeScopes: ["tickets"],
    schemaScopes: ["tickets"],
    listScopes: [],
    requiredProperties: ["subject", "hs_pipeline_stage"],
    oneRequired: [],
    groupName: "ticketinformation",
  },
  {
    objectTypeId: "0-7",
    kind: "products",
    singular: "product",
    plural: "products",
    needs: null,
    readScopes: ["crm.objects.products.read", "e-commerce"],
    writeScopes: ["crm.objects.products.write", "e-commerce"],
    schemaScopes: ["e-commerce"],
    listScopes: [],
    requiredProperties: ["name"],
    oneRequired: [],
    groupName: "productinformation",
  },
  {
    objectTypeId: "0-8",
    kind: "line_items",
    singular: "line item",
    plural: "line items",
    needs: null,
    readScopes: ["crm.objects.line_items.read", "e-commerce"],
    writeScopes: ["crm.objects.line_items.write", "e-commerce"],
    schemaScopes: ["e-commerce"],
    listScopes: [],
    requiredProperties: [],
    oneRequired: [],
    groupName: "lineiteminformation",
  },
];

export const customObjects: ObjectKind = {
  kind: "custom",
  singular: "custom object",
  plural: "custom objects",
  needs: "HubSpot Enterprise",
  readScopes: ["crm.objects.custom.read"],
  writeScopes: ["crm.objects.custom.write"],
  schemaScopes: ["crm.schemas.custom.write"],
  listScopes: ["crm.schemas.custom.read", "crm.objects.custom.read"],
};

export const objectKinds: readonly ObjectKind[] = [...standardObjectTypes, customObjects];

/** The kind that an object type belongs to; null for one that Sluice doesn't write. Custom ones have ids `2-…`. */
export function findKind(objectTypeId: string): ObjectKind | null {
  if (objectTypeId.startsWith("2-")) return customObjects;
  return standardObjectTypes.find((objectType) => objectType.objectTypeId === objectTypeId) ?? null;
}

/** Of which properties a new record needs at least one. */
export function listOneRequired(objectTypeId: string): readonly string[] {
  return standardObjectTypes.find((objectType) => objectType.objectTypeId === objectTypeId)?.oneRequired ?? [];
}

/** For people: `Line items`. */
export function labelOf({ plural }: ObjectKind): string {
  return capitalize(plural);
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
