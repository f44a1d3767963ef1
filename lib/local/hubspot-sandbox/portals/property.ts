import { z } from "zod";

const propertyOptionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number(),
  hidden: z.boolean(),
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
  dataSensitivity: z.enum(["non_sensitive", "sensitive", "highly_sensitive"]),
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
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
    dataSensitivity: "non_sensitive",
    createdAt: null,
    updatedAt: null,
    archivedAt: null,
    ...more,
  };
}

export const text = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "string", "text", more);

export const textarea = (name: string, label: string) => property(name, label, "string", "textarea");

export const phone = (name: string, label: string) => property(name, label, "string", "phonenumber");

export const number = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "number", "number", more);

export const date = (name: string, label: string) => property(name, label, "date", "date");

export const datetime = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "datetime", "date", more);

export const bool = (name: string, label: string, more?: Partial<Property>) =>
  property(name, label, "bool", "booleancheckbox", { options: options("true=Yes", "false=No"), ...more });

export const select = (name: string, label: string, choices: readonly string[], more?: Partial<Property>) =>
  property(name, label, "enumeration", "select", { options: options(...choices), ...more });

export const checkbox = (name: string, label: string, choices: readonly string[]) =>
  property(name, label, "enumeration", "checkbox", { options: options(...choices) });

export const owner = (name = "hubspot_owner_id", label = "Owner") =>
  property(name, label, "enumeration", "select", { hasExternalOptions: true, referencedObjectType: "OWNER" });

/** A choice that HubSpot keeps elsewhere: pipelines and their stages. */
export const external = (name: string, label: string) =>
  property(name, label, "enumeration", "select", { hasExternalOptions: true });

export const readOnly: Partial<Property> = { isReadOnly: true, isFormField: false };
export const calculated: Partial<Property> = { isReadOnly: true, isCalculated: true, isFormField: false };

/** `value=Label`, or one word for both. */
function options(...choices: readonly string[]): PropertyOption[] {
  return choices.map((choice, displayOrder) => {
    const [value = choice, label = value] = choice.split("=");
    return { value, label, displayOrder, hidden: false };
  });
}
