import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readLimit } from "@/lib/local/hubspot-sandbox/api/paging";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";

export function listRecords(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const { url } = call.request;
  const limit = readLimit(url.searchParams, { standard: 10, max: 100 });
  const isArchived = url.searchParams.get("archived") === "true";
  const { records, hasMore } = type.records.page(Number(url.searchParams.get("after") ?? 0), limit, { isArchived });
  const names = readAskedProperties(url.searchParams, type);
  const after = String(records.at(-1)?.id);
  return replyJson(200, {
    results: records.map((record) => renderRecord(record, names, type, call.portal)),
    // The link names another host than the one that was called, as HubSpot's does: only `after` is of use.
    ...(hasMore && { paging: { next: { after, link: `https://api.hubspot.com${url.pathname}?after=${after}` } } }),
  });
}

/** `properties` may be repeated or hold commas. */
export function readAskedProperties(query: URLSearchParams, type: ObjectType): readonly string[] {
  const asked = query.getAll("properties").flatMap((names) => names.split(","));
  return asked.length > 0 ? asked : type.shownProperties;
}
