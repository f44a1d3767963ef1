import { z } from "zod";
import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readObject } from "@/lib/local/hubspot-sandbox/api/read-body";
import { invalidRequest } from "@/lib/local/hubspot-sandbox/api/refused";

const optionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().int().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

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
  referencedObjectType: z.string().nullable().default(null),
  calculationFormula: z.string().nullable().default(null),
  numberDisplayHint: z.string().nullable().default(null),
  textDisplayHint: z.string().nullable().default(null),
  dateDisplayHint: z.string().nullable().default(null),
  currencyPropertyName: z.string().nullable().default(null),
  showCurrencySymbol: z.boolean().default(false),
  dataSensitivity: z.enum(["non_sensitive", "sensitive", "highly_sensitive"]).default("non_sensitive"),
  options: z.array(optionSchema).default([]),
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
  calculationFormula: z.string().optional(),
  numberDisplayHint: z.string().optional(),
  textDisplayHint: z.string().optional(),
  dateDisplayHint: z.string().optional(),
  currencyPropertyName: z.string().optional(),
  showCurrencySymbol: z.boolean().optional(),
  options: z.array(optionSchema).optional(),
});

export type PropertyChange = z.infer<typeof changeSchema>;

export function parseBody<T>(schema: z.ZodType<T>, call: PortalCall): T {
  return parseInput(schema, readObject(call));
}

export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join("."));
  throw invalidRequest(`Invalid input JSON: check the fields [${fields.join(", ")}]`);
}
