import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { findArchived, findRecord, refuseNonUnique } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { describeMissing, replyBatch } from "@/lib/local/hubspot-sandbox/api/objects/reply-batch";
import {
  readInputs,
  readObject,
  readOptionalText,
  readText,
  readTextList,
} from "@/lib/local/hubspot-sandbox/api/read-body";
import { Refused, tooManyHistories } from "@/lib/local/hubspot-sandbox/api/refused";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

const maxInputsWithHistory = 50;

/** Reads by record id or, with one `idProperty` for the whole batch, by unique value. */
export function batchRead(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const body = readObject(call);
  const idProperty = readOptionalText(body, "idProperty", call);
  if (idProperty !== null && idProperty !== "hs_object_id") refuseNonUnique(type, idProperty, call);
  const asked = readTextList(body, "properties", call);
  const withHistory = readTextList(body, "propertiesWithHistory", call);
  const ids = readInputs(call).map((input) => readText(input, "id", call));
  if (withHistory.length > 0 && ids.length > maxInputsWithHistory) throw tooManyHistories(maxInputsWithHistory);
  const isArchived = call.request.url.searchParams.get("archived") === "true";

  const found = new Set<StoredRecord>();
  const missing: { id: string; traceId: null }[] = [];
  for (const id of ids) {
    const record = isArchived ? findArchived(type, id) : findRecord(type, id, idProperty);
    if (record === null) missing.push({ id, traceId: null });
    else found.add(record);
  }
  const errors = describeMissing(call, type, missing);
  const [error] = errors;
  if (error && found.size === 0 && call.sandbox.switches.answers404WhenBatchReadFindsNothing) {
    const { message, category, context } = error;
    throw new Refused(404, { message, category, context });
  }
  const names = asked.length > 0 ? asked : type.shownProperties;
  const results = [...found].map((record) => renderRecord(record, names, type, call.portal, withHistory));
  return replyBatch(call, 200, results, errors);
}
