import { z } from "zod";

/** What is sent to create a property. */
export const definitionSchema = z.object({
  name: z.string(),
  label: z.string().default(""),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().default(""),
  displayOrder: z.number().int().default(-1),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(false),
  hasUniqueValue: z.boolean().default(false),
  externalOptions: z.boolean().default(false),
  dataSensitivity: z.enum(["non_sensitive", "sensitive", "highly_sensitive"]).default("non_sensitive"),
  options: z
    .array(
      z.object({
        label: z.string(),
        value: z.string(),
        displayOrder: z.number().int().default(-1),
        hidden: z.boolean().default(false),
      }),
    )
    .default([]),
});

export type PropertyDefinition = z.infer<typeof definitionSchema>;

/** What may be changed later; everything else, `hasUniqueValue` among it, is passed over without a word. */
export const changeSchema = z.object({
  label: z.string().optional(),
  fieldType: z.string().optional(),
  groupName: z.string().optional(),
  description: z.string().optional(),
  displayOrder: z.number().int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  options: definitionSchema.shape.options.unwrap().optional(),
});
