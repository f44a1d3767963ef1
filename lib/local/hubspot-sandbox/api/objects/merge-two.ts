import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { findRecord } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { readObject, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import { mergeRecords } from "@/lib/local/hubspot-sandbox/records/merge-records";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";

export function mergeTwo(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const body = readObject(call);
  const primary = findRecord(type, readText(body, "primaryObjectId", call), null);
  const merged = findRecord(type, readText(body, "objectIdToMerge", call), null);
  if (primary === null || merged === null || primary === merged) throw recordNotFound();
  mergeRecords({ type, portal: call.portal }, primary, merged, { now: call.now, appId: call.caller.appId });
  return replyJson(200, renderRecord(primary, type.shownProperties, type, call.portal));
}
