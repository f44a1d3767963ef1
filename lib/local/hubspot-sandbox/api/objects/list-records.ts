import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readShownParts, renderParts } from "@/lib/local/hubspot-sandbox/api/objects/shown-parts";
import { readLimit } from "@/lib/local/hubspot-sandbox/api/paging";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

export function listRecords(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const { url } = call.request;
  const parts = readShownParts(call, type);
  const limit = readLimit(url.searchParams, { standard: 10, max: parts.withHistory.length > 0 ? 50 : 100 });
  const isArchived = url.searchParams.get("archived") === "true";
  const { records, hasMore } = type.records.page(Number(url.searchParams.get("after") ?? 0), limit, { isArchived });
  const after = String(records.at(-1)?.id);
  return replyJson(200, {
    results: records.map((record) => renderParts(record, parts, type, call.portal)),
    // The link names another host than the one that was called, as HubSpot's does: only `after` is of use.
    ...(hasMore && { paging: { next: { after, link: `https://api.hubspot.com${url.pathname}?after=${after}` } } }),
  });
}
