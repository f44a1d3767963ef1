import { objectTypeOf, type PortalCall, writerOf } from "@/lib/local/hubspot-sandbox/api/call";
import { findRecord, readRecordId, refuseNonUnique } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { readAskedProperties } from "@/lib/local/hubspot-sandbox/api/objects/list-records";
import { renderWritten } from "@/lib/local/hubspot-sandbox/api/objects/reply-batch";
import { readObject, readProperties, refuseAssociations } from "@/lib/local/hubspot-sandbox/api/read-body";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/record-store";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";
import { writeWhole } from "@/lib/local/hubspot-sandbox/records/write-batch";
import { planWrite } from "@/lib/local/hubspot-sandbox/records/write-record";

export function createRecord(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  refuseAssociations(readObject(call));
  const [created, id] = write(call, type, null);
  return replyJson(201, created, { location: `${call.request.url.origin}${call.request.url.pathname}/${id}` });
}

export function getRecord(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const names = readAskedProperties(call.request.url.searchParams, type);
  return replyJson(200, renderRecord(find(call, type), names, type, call.portal));
}

export function updateRecord(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const [updated] = write(call, type, find(call, type));
  return replyJson(200, updated);
}

/** Says 204 even of an id that never was. */
export function archiveRecord(call: PortalCall): Reply {
  const { records } = objectTypeOf(call);
  const recordId = readRecordId(call.params.recordId ?? "");
  const record = recordId === null ? null : records.get(recordId);
  if (record !== null) records.archive(record, call.now);
  return replyEmpty(204);
}

function find(call: PortalCall, type: ObjectType): StoredRecord {
  const idProperty = call.request.url.searchParams.get("idProperty");
  if (idProperty !== null && idProperty !== "hs_object_id") refuseNonUnique(type, idProperty, call.portal);
  const record = findRecord(type, call.params.recordId ?? "", idProperty);
  if (record === null) throw recordNotFound();
  return record;
}

function write(call: PortalCall, type: ObjectType, target: StoredRecord | null): [unknown, number | undefined] {
  const writer = writerOf(call, type, { saysContactExists: target === null });
  const inputs = [{ traceId: null, properties: readProperties(readObject(call), call) }];
  const { written } = writeWhole(inputs, ({ properties }) => planWrite(properties, target, writer.context), writer);
  return [renderWritten(call, type, written)[0], written[0]?.record.id];
}
