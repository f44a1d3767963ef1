import { z } from "zod";

/** What a custom object type is besides its properties. */
export const customObjectSchema = z.object({
  fullyQualifiedName: z.string(),
  labels: z.object({ singular: z.string(), plural: z.string() }),
  description: z.string(),
  primaryDisplayProperty: z.string(),
  secondaryDisplayProperties: z.array(z.string()),
  requiredProperties: z.array(z.string()),
  searchableProperties: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
  archivedAt: z.number().nullable(),
});

export type CustomObject = Readonly<z.infer<typeof customObjectSchema>>;

/** The properties that the schema itself names; they can't be archived. */
export function listNamedProperties(custom: CustomObject): readonly string[] {
  const { primaryDisplayProperty, secondaryDisplayProperties, requiredProperties, searchableProperties } = custom;
  return [primaryDisplayProperty, ...secondaryDisplayProperties, ...requiredProperties, ...searchableProperties];
}
