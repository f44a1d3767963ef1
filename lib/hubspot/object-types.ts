import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type HubSpotClient, HubSpotRefusal } from "./client";
import { paths } from "./paths";

export interface StandardObjectType {
  readonly objectTypeId: string;
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
  /** Any one of them is enough. */
  readonly readScopes: readonly string[];
  /** Any one of them is enough. */
  readonly writeScopes: readonly string[];
  /** Any one of them lets create properties. */
  readonly schemaScopes: readonly string[];
  /** HubSpot wants a value for each of these when it creates a record. */
  readonly requiredProperties: readonly string[];
  /** The group that a new property goes into. */
  readonly groupName: string;
}

/** The standard object types that Sluice writes. Ids, scopes and required properties as HubSpot documents them. */
export const standardObjectTypes: readonly StandardObjectType[] = [
  {
    objectTypeId: "0-1",
    name: "contacts",
    singular: "contact",
    plural: "contacts",
    readScopes: ["crm.objects.contacts.read"],
    writeScopes: ["crm.objects.contacts.write"],
    schemaScopes: ["crm.schemas.contacts.write"],
    requiredProperties: [],
    groupName: "contactinformation",
  },
  {
    objectTypeId: "0-2",
    name: "companies",
    singular: "company",
    plural: "companies",
    readScopes: ["crm.objects.companies.read"],
    writeScopes: ["crm.objects.companies.write"],
    schemaScopes: ["crm.schemas.companies.write"],
    requiredProperties: [],
    groupName: "companyinformation",
  },
  {
    objectTypeId: "0-3",
    name: "deals",
    singular: "deal",
    plural: "deals",
    readScopes: ["crm.objects.deals.read"],
    writeScopes: ["crm.objects.deals.write"],
    schemaScopes: ["crm.schemas.deals.write"],
    requiredProperties: ["dealname", "dealstage"],
    groupName: "dealinformation",
  },
  {
    objectTypeId: "0-5",
    name: "tickets",
    singular: "ticket",
    plural: "tickets",
    readScopes: ["tickets"],
    writeScopes: ["tickets"],
    schemaScopes: ["tickets"],
    requiredProperties: ["subject", "hs_pipeline_stage"],
    groupName: "ticketinformation",
  },
  {
    objectTypeId: "0-7",
    name: "products",
    singular: "product",
    plural: "products",
    readScopes: ["crm.objects.products.read", "e-commerce"],
    writeScopes: ["crm.objects.products.write", "e-commerce"],
    schemaScopes: ["e-commerce"],
    requiredProperties: ["name"],
    groupName: "productinformation",
  },
  {
    objectTypeId: "0-8",
    name: "line_items",
    singular: "line item",
    plural: "line items",
    readScopes: ["crm.objects.line_items.read", "e-commerce"],
    writeScopes: ["crm.objects.line_items.write", "e-commerce"],
    schemaScopes: ["e-commerce"],
    requiredProperties: [],
    groupName: "lineiteminformation",
  },
];

const CUSTOM_SCHEMA_SCOPES = ["crm.schemas.custom.read", "crm.objects.custom.read"];
const CUSTOM_READ_SCOPES = ["crm.objects.custom.read", "crm.schemas.custom.read"];
const CUSTOM_WRITE_SCOPES = ["crm.objects.custom.write"];

export interface ObjectTypeVerdict {
  readonly objectTypeId: string;
  readonly name: string;
  readonly labelSingular: string;
  readonly labelPlural: string;
  readonly canRead: boolean;
  readonly canWrite: boolean;
  /** Null when it can be synced; else why not, and what to do. */
  readonly whyNot: string | null;
  readonly fix: string | null;
}

/**
 * The object types of a portal, custom objects too, each with whether the connection may read and write it.
 * Null or no scopes at all (a grant always has `oauth`) means that nobody knows them, as with a pasted token: then
 * everything counts as allowed until HubSpot says otherwise.
 */
export async function listObjectTypes(
  client: HubSpotClient,
  grantedScopes: readonly string[] | null,
): Promise<ObjectTypeVerdict[]> {
  const standard = standardObjectTypes.map((objectType) =>
    decide(
      { ...objectType, singular: capitalize(objectType.singular), plural: capitalize(objectType.plural) },
      grantedScopes,
    ),
  );
  if (!isGranted(CUSTOM_SCHEMA_SCOPES, grantedScopes)) return standard;
  const custom = await listSchemas(client);
  return [
    ...standard,
    ...custom.map(({ objectTypeId, name, labels }) => {
      const singular = labels.singular ?? name;
      const scopes = { readScopes: CUSTOM_READ_SCOPES, writeScopes: CUSTOM_WRITE_SCOPES };
      return decide({ objectTypeId, name, singular, plural: labels.plural ?? singular, ...scopes }, grantedScopes);
    }),
  ];
}

function decide(
  objectType: Pick<StandardObjectType, "objectTypeId" | "name" | "singular" | "plural" | "readScopes" | "writeScopes">,
  grantedScopes: readonly string[] | null,
): ObjectTypeVerdict {
  const { objectTypeId, name, singular, plural, readScopes, writeScopes } = objectType;
  const canRead = isGranted(readScopes, grantedScopes);
  const canWrite = isGranted(writeScopes, grantedScopes);
  const missing = [...(canRead ? [] : [readScopes]), ...(canWrite ? [] : [writeScopes])].map((scopes) =>
    scopes.join(" or "),
  );
  const names = [...new Set(missing)].join(" and ");
  return {
    objectTypeId,
    name,
    labelSingular: singular,
    labelPlural: plural,
    canRead,
    canWrite,
    whyNot: names ? `This connection wasn't granted ${names}.` : null,
    fix: names
      ? "Connect the portal again as a user who may grant it. Some accounts don't have the feature that the scope belongs to."
      : null,
  };
}

function isGranted(anyOf: readonly string[], grantedScopes: readonly string[] | null): boolean {
  return grantedScopes === null || grantedScopes.length === 0 || anyOf.some((scope) => grantedScopes.includes(scope));
}

const Schema = z.object({
  objectTypeId: z.string().min(1),
  name: z.string().min(1),
  labels: z
    .object({ singular: z.string().nullable().catch(null), plural: z.string().nullable().catch(null) })
    .catch({ singular: null, plural: null }),
  requiredProperties: z.array(z.string()).catch([]),
  archived: z.boolean().catch(false),
});
type Schema = z.infer<typeof Schema>;

const SchemaList = z.object({ results: z.array(z.unknown()).catch([]) });

/** Custom objects belong to Enterprise: other accounts answer with an empty list or a 403, which means the same. */
async function listSchemas(client: HubSpotClient): Promise<Schema[]> {
  const path = `${paths.schemas()}?includePropertyDefinitions=false&includeAssociationDefinitions=false&includeAuditMetadata=false`;
  try {
    const { body } = await client.request({ method: "GET", path, schema: SchemaList, isSafeToRepeat: true });
    return body.results.flatMap((result) => {
      const schema = Schema.safeParse(result);
      return schema.success && !schema.data.archived ? [schema.data] : [];
    });
  } catch (error) {
    if (isForbidden(error)) return [];
    throw error;
  }
}

/** The properties without which HubSpot creates no record of this type. */
export async function readRequiredProperties(client: HubSpotClient, objectTypeId: string): Promise<readonly string[]> {
  const standard = standardObjectTypes.find((objectType) => objectType.objectTypeId === objectTypeId);
  if (standard) return standard.requiredProperties;
  try {
    const path = paths.schema(objectTypeId);
    const { body } = await client.request({ method: "GET", path, schema: Schema, isSafeToRepeat: true });
    return body.requiredProperties;
  } catch (error) {
    // What is required is advice: HubSpot names it again when it refuses a record.
    if (isForbidden(error)) return [];
    throw error;
  }
}

function isForbidden(error: unknown): boolean {
  if (error instanceof HubSpotRefusal) return error.status === 403;
  return error instanceof AppError && error.code === "hubspot_scope_missing";
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
