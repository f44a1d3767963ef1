import { z } from "zod";

const propertyOptionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number(),
  hidden: z.boolean(),
  description: z.string().optional(),
});

/** A property as the sandbox keeps it; `api/render-property.ts` says it in HubSpot's shape. */
export const propertySchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string(),
  options: z.array(propertyOptionSchema),
  displayOrder: z.number(),
  hasUniqueValue: z.boolean(),
  isCalculated: z.boolean(),
  hasExternalOptions: z.boolean(),
  referencedObjectType: z.string().nullable(),
  isHidden: z.boolean(),
  isFormField: z.boolean(),
  isHubSpotDefined: z.boolean(),
  isReadOnly: z.boolean(),
  /** HubSpot keeps the list of options to itself. */
  hasReadOnlyOptions: z.boolean().default(false),
  calculationFormula: z.string().nullable().default(null),
  /** How the portal's pages show a value; null is no hint. */
  numberDisplayHint: z.string().nullable().default(null),
  textDisplayHint: z.string().nullable().default(null),
  dateDisplayHint: z.string().nullable().default(null),
  currencyPropertyName: z.string().nullable().default(null),
  showsCurrencySymbol: z.boolean().default(false),
  dataSensitivity: z.enum(["non_sensitive", "sensitive", "highly_sensitive"]),
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  createdUserId: z.string().nullable().default(null),
  updatedUserId: z.string().nullable().default(null),
  archivedAt: z.number().nullable(),
});

export type PropertyOption = z.infer<typeof propertyOptionSchema>;
export type Property = Readonly<z.infer<typeof propertySchema>>;

/** The lines of the tables in `defaults/`: one function per kind of property, HubSpot's own unless `more` says else. */
export function property(
  name: string,
  label: string,
  type: string,
  fieldType: string,
  more: Partial<Property> = {},
): Property {
  return {
    name,
    label,
    type,
    fieldType,
    groupName: "",
    description: "",
    options: [],
    displayOrder: -1,
    hasUniqueValue: false,
    isCalculated: false,
    hasExternalOptions: false,
    referencedObjectType: null,
    isHidden: false,
    isFormField: true,
    isHubSpotDefined: true,
    isReadOnly: false,
    hasReadOnlyOptions: false,
    calculationFormula: null,
    numberDisplayHint: null,
    textDisplayHint: null,
    dateDisplayHint: null,
    currencyPropertyName: null,
    showsCurrencySymbol: false,
    dataSensitivity: "non_sensitive",
    createdAt: null,
    updatedAt: null,
    createdUserId: null,
    updatedUserId: null,
    archivedAt: null,
    ...more,
  };
}

export const text = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "string", "text", more);

export const textarea = (name: string, label: string) => property(name, label, "string", "textarea");

export const html = (name: string, label: string) => property(name, label, "string", "html");

export const file = (name: string, label: string) => property(name, label, "string", "file");

export const phone = (name: string, label: string) => property(name, label, "string", "phonenumber");

export const number = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "number", "number", more);

export const percentage = (name: string, label: string, more?: Partial<Property>) =>
  number(name, label, { numberDisplayHint: "percentage", ...more });

export const money = (name: string, label: string, more?: Partial<Property>) =>
  number(name, label, { numberDisplayHint: "currency", showsCurrencySymbol: true, ...more });

export const date = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "date", "date", more);

export const datetime = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "datetime", "date", more);

export const bool = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "bool", "booleancheckbox", {
    options: options("true=Yes", "false=No"),
    hasReadOnlyOptions: true,
    ...more,
  });

export const select = (name: string, label: string, choices: readonly string[], more?: Partial<Property>) =>
  property(name, label, "enumeration", "select", { options: options(...choices), ...more });

export const radio = (name: string, label: string, choices: readonly string[], more?: Partial<Property>) =>
  property(name, label, "enumeration", "radio", { options: options(...choices), ...more });

export const checkbox = (name: string, label: string, choices: readonly string[], more?: Partial<Property>) =>
  property(name, label, "enumeration", "checkbox", { options: options(...choices), ...more });

export const owner = (name = "hubspot_owner_id", label = "Owner") =>
  property(name, label, "enumeration", "select", {
    hasExternalOptions: true,
    hasReadOnlyOptions: true,
    referencedObjectType: "OWNER",
  });

/** A choice that HubSpot keeps elsewhere: pipelines and their stages. */
export const external = (name: string, label: string) =>
  property(name, label, "enumeration", "select", { hasExternalOptions: true, hasReadOnlyOptions: true });

/** Of a type that is HubSpot's own business. */
export const internal = (name: string, label: string, type: "object_coordinates" | "json") =>
  property(name, label, type, "text", { ...readOnly, isHidden: true });

export const readOnly: Partial<Property> = { isReadOnly: true, isFormField: false, hasReadOnlyOptions: true };
export const calculated: Partial<Property> = { ...readOnly, isCalculated: true };
/** Enumerations whose list belongs to HubSpot. */
export const fixedOptions: Partial<Property> = { hasReadOnlyOptions: true };
export const hidden: Partial<Property> = { isHidden: true, isFormField: false };

export function inGroup(groupName: string, properties: readonly Property[]): readonly Property[] {
  return properties.map((one) => ({ ...one, groupName }));
}

/** `value=Label`, or one word for both. */
function options(...choices: readonly string[]): PropertyOption[] {
  return choices.map((choice, displayOrder) => {
    const [value = choice, label = value] = choice.split("=");
    return { value, label, displayOrder, hidden: false };
  });
}
