import type { z } from "zod";

/** What is wrong with a form, by the path of the field: `connection.host`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The first complaint of each field. */
export function listFieldErrors({ issues }: z.ZodError): FieldErrors {
  return Object.fromEntries(issues.map((issue) => [issue.path.join("."), issue.message] as const).reverse());
}
