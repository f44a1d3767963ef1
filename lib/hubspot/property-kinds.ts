import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Target } from "./batch-calls";
import { paths } from "./paths";
import type { ValueKind } from "./same-value";

/** By name; a property that isn't here holds text. */
export type PropertyKinds = ReadonlyMap<string, ValueKind>;

const Definition = z.object({ name: z.string(), type: z.string(), fieldType: z.string().catch("") });
const List = z.object({ results: z.array(Definition.nullable().catch(null)) });

/** How each property of the object type compares values. Without the scope to read definitions, all are text. One call. */
export async function readPropertyKinds({ client, objectTypeId }: Target): Promise<PropertyKinds> {
  const kinds = new Map<string, ValueKind>();
  for (const definition of await readDefinitions()) {
    const kind = definition && kindOf(definition);
    if (kind) kinds.set(definition.name, kind);
  }
  return kinds;

  async function readDefinitions() {
    try {
      const path = paths.properties(objectTypeId);
      const { body } = await client.request({ method: "GET", path, schema: List, isSafeToRepeat: true });
      return body.results;
    } catch (error) {
      // Compared as text, a value in another form stays unconfirmed: that is the safe side.
      if (error instanceof AppError && error.code === "hubspot_scope_missing") return [];
      throw error;
    }
  }
}

/** How a property compares its values; null for text. */
export function kindOf({ type, fieldType }: { readonly type: string; readonly fieldType: string }): ValueKind | null {
  switch (type) {
    case "number":
    case "bool":
    case "date":
    case "datetime":
      return type;
    case "enumeration":
      return fieldType === "checkbox" ? "options" : null;
    default:
      return null;
  }
}
