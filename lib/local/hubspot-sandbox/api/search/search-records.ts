import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { matchesFilter } from "@/lib/local/hubspot-sandbox/api/search/match-filter";
import { readSearch, type Search, type Sort } from "@/lib/local/hubspot-sandbox/api/search/read-search";
import { toComparable } from "@/lib/local/hubspot-sandbox/api/search/to-comparable";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import { readValueOf } from "@/lib/local/hubspot-sandbox/records/derived-values";
import { recordAt } from "@/lib/local/hubspot-sandbox/records/record-history";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** Live records as the index has them, which is `searchLagMs` behind. */
export function searchRecords(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const search = readSearch(call, type);
  const indexedUntil = call.now - call.sandbox.searchLagMs;
  const found: StoredRecord[] = [];
  for (const record of type.records.all()) {
    const indexed = record.archivedAt === null ? recordAt(record, indexedUntil) : null;
    if (indexed !== null && isFound(indexed, search, type, call)) found.push(indexed);
  }
  if (search.sort !== null) sortBy(found, search.sort, type);
  const page = found.slice(search.after, search.after + search.limit);
  const next = search.after + page.length;
  const names = search.properties.length > 0 ? search.properties : type.shownProperties;
  return replyJson(200, {
    total: found.length,
    results: page.map((record) => renderRecord(record, names, type, call.portal)),
    ...(next < found.length && { paging: { next: { after: String(next) } } }),
  });
}

function isFound(record: StoredRecord, search: Search, type: ObjectType, { sandbox }: PortalCall): boolean {
  const { groups, words } = search;
  if (words.length > 0 && !hasWords(record, words, type)) return false;
  const { findsEmptyByNegation } = sandbox.switches;
  return (
    groups.length === 0 ||
    groups.some((filters) =>
      filters.every((filter) =>
        matchesFilter(readValueOf(record, filter.property.name, type), filter, { findsEmptyByNegation }),
      ),
    )
  );
}

function hasWords(record: StoredRecord, words: readonly string[], type: ObjectType): boolean {
  const text = searchedProperties(type)
    .map((name) => record.values[name] ?? "")
    .join("\n")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What `query` looks at, as the search guide lists it. */
function searchedProperties(type: ObjectType): readonly string[] {
  return type.custom ? [type.custom.primaryDisplayProperty] : (searchedByTypeId[type.typeId] ?? []);
}

const searchedByTypeId: Readonly<Record<string, readonly string[]>> = {
  "0-1": ["firstname", "lastname", "email", "phone", "hs_additional_emails", "fax", "mobilephone", "company"],
  "0-2": ["website", "phone", "name", "domain"],
  "0-3": ["dealname", "pipeline", "dealstage", "description", "dealtype"],
  "0-5": ["subject", "content", "hs_pipeline_stage", "hs_ticket_category", "hs_ticket_id"],
  "0-7": ["name", "description", "price", "hs_sku"],
};

/** Records without a value come last, either way. */
function sortBy(found: StoredRecord[], { property, isDescending }: Sort, type: ObjectType): void {
  const keys = new Map(
    found.map((record) => {
      const value = readValueOf(record, property.name, type);
      return [record, value === null ? null : toComparable(property, value)];
    }),
  );
  found.sort((one, other) => {
    const [a, b] = [keys.get(one) ?? null, keys.get(other) ?? null];
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return (a < b ? -1 : 1) * (isDescending ? -1 : 1);
  });
}
