import { z } from "zod";
import type { HubSpotClient } from "./client";
import { standardObjectTypes } from "./object-types";
import { orWhenRefused } from "./or-when-refused";
import { paths } from "./paths";

const CustomSchema = z.object({
  objectTypeId: z.string().regex(/^2-\d+$/),
  name: z.string().min(1),
  labels: z
    .object({ singular: z.string().nullable().catch(null), plural: z.string().nullable().catch(null) })
    .catch({ singular: null, plural: null }),
  requiredProperties: z.array(z.string()).catch([]),
  archived: z.boolean().catch(false),
});
export type CustomSchema = z.infer<typeof CustomSchema>;

const SchemaList = z.object({ results: z.array(z.unknown()).catch([]) });
const Required = z.object({ requiredProperties: z.array(z.string()).catch([]) });

/**
 * The custom objects of a portal; null where HubSpot refuses to tell. They belong to Enterprise: what other accounts
 * answer, an empty list or a 403, isn't documented, and both occur. A schema that can't be read loses only itself.
 */
export async function listCustomSchemas(client: HubSpotClient): Promise<CustomSchema[] | null> {
  const path = `${paths.schemas()}?includePropertyDefinitions=false&includeAssociationDefinitions=false&includeAuditMetadata=false`;
  const asked = client.request({ method: "GET", path, schema: SchemaList, isSafeToRepeat: true });
  const answer = await orWhenRefused(asked, null);
  if (answer === null) return null;
  return answer.body.results.flatMap((result) => {
    const schema = CustomSchema.safeParse(result);
    return schema.success && !schema.data.archived ? [schema.data] : [];
  });
}

/**
 * The properties without which HubSpot creates no record of this type. None where a custom object's schema can't be
 * read: it is advice, and HubSpot names them again when it refuses a record.
 */
export async function readRequiredProperties(client: HubSpotClient, objectTypeId: string): Promise<readonly string[]> {
  const standard = standardObjectTypes.find((objectType) => objectType.objectTypeId === objectTypeId);
  if (standard) return standard.requiredProperties;
  const path = paths.schema(objectTypeId);
  const asked = client.request({ method: "GET", path, schema: Required, isSafeToRepeat: true });
  return (await orWhenRefused(asked, null))?.body.requiredProperties ?? [];
}
