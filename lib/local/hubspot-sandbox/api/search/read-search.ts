import { z } from "zod";
import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readObject } from "@/lib/local/hubspot-sandbox/api/read-body";
import { badBody, invalidRequest, type Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Filter, operators } from "@/lib/local/hubspot-sandbox/api/search/match-filter";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";

export interface Search {
  /** A record is found if all filters of any group match it. */
  readonly groups: readonly (readonly Filter[])[];
  /** Lower case; all of them have to be somewhere in the record's texts. */
  readonly words: readonly string[];
  readonly sort: Sort | null;
  readonly properties: readonly string[];
  readonly limit: number;
  readonly after: number;
}

export interface Sort {
  readonly property: Property;
  readonly isDescending: boolean;
}

const maxCharacters = 3000;
const maxGroups = 5;
const maxFiltersOfGroup = 6;
const maxFilters = 18;
const maxLimit = 200;
const maxFound = 10_000;

const text = z.coerce.string();
const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum(operators),
  value: text.default(""),
  highValue: text.default(""),
  values: z.array(text).default([]),
});
const searchSchema = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).default([]),
  sorts: z
    .array(z.union([z.string(), z.object({ propertyName: z.string(), direction: z.string().default("ASCENDING") })]))
    .default([]),
  query: z.string().default(""),
  properties: z.array(z.string()).default([]),
  limit: z.coerce.number().int().default(10),
  after: z.coerce.number().int().nonnegative().catch(0).default(0),
});

/** Reads a search. Throws the refusal of one that asks for too much, or for a property that there isn't. */
export function readSearch(call: PortalCall, type: ObjectType): Search {
  if (call.request.body.length > maxCharacters)
    throw refuse(`The request may have ${maxCharacters} characters at most.`);
  const parsed = searchSchema.safeParse(readObject(call));
  if (!parsed.success) throw notASearch(parsed.error.issues[0]?.path ?? []);
  const { filterGroups, sorts, query, properties, limit, after } = parsed.data;
  refuseTooMany(filterGroups.map(({ filters }) => filters.length));
  if (limit < 1 || limit > maxLimit) throw refuse(`The limit must be between 1 and ${maxLimit}.`);
  if (after + limit > maxFound) throw refuse(`A search ends after ${maxFound} records: narrow it down.`);
  const [sort] = sorts;
  return {
    groups: filterGroups.map(({ filters }) =>
      filters.map(({ propertyName, ...filter }) => ({ ...filter, property: findProperty(propertyName, type) })),
    ),
    words: query.toLowerCase().split(/\s+/).filter(Boolean),
    sort: sort === undefined ? null : readSort(sort, type),
    properties,
    limit,
    after,
  };
}

function readSort(sort: string | { propertyName: string; direction: string }, type: ObjectType): Sort {
  if (typeof sort !== "string") {
    return { property: findProperty(sort.propertyName, type), isDescending: sort.direction === "DESCENDING" };
  }
  const isDescending = sort.startsWith("-");
  return { property: findProperty(isDescending ? sort.slice(1) : sort, type), isDescending };
}

function refuseTooMany(filtersOfGroups: readonly number[]): void {
  if (filtersOfGroups.length > maxGroups) throw refuse(`There may be ${maxGroups} filter groups at most.`);
  if (Math.max(0, ...filtersOfGroups) > maxFiltersOfGroup) {
    throw refuse(`There may be ${maxFiltersOfGroup} filters in a group at most.`);
  }
  const total = filtersOfGroups.reduce((sum, filters) => sum + filters, 0);
  if (total > maxFilters) throw refuse(`There may be ${maxFilters} filters at most.`);
}

function findProperty(name: string, type: ObjectType): Property {
  const property = type.properties.get(name);
  if (property !== undefined && property.archivedAt === null) return property;
  throw refuse(`There is no property '${name}' to search by.`);
}

/** Only the status and the category are known of these refusals: the words are the sandbox's own. */
function refuse(message: string): Refused {
  return invalidRequest(message);
}

function notASearch(path: readonly PropertyKey[]): Refused {
  const field = String(path.at(-1) ?? "");
  const what = path.includes("filters") ? "Filter" : "PublicObjectSearchRequest";
  return badBody(`line 1, column 1: Cannot build ${what}, some of required attributes are not set [${field}]`);
}
