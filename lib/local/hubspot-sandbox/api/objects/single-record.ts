import { planLinks } from "@/lib/local/hubspot-sandbox/api/associations/read-specs";
import { objectTypeOf, type PortalCall, writerOf } from "@/lib/local/hubspot-sandbox/api/call";
import {
  findArchived,
  findRecord,
  readRecordId,
  refuseNonUnique,
} from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { renderWritten } from "@/lib/local/hubspot-sandbox/api/objects/reply-batch";
import { readShownParts, renderParts } from "@/lib/local/hubspot-sandbox/api/objects/shown-parts";
import { readObject, readProperties } from "@/lib/local/hubspot-sandbox/api/read-body";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { RecordProblem } from "@/lib/local/hubspot-sandbox/records/record-problem";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";
import { writeWhole } from "@/lib/local/hubspot-sandbox/records/write-batch";
import { planCreate, planWrite, type WritePlan, type Writer } from "@/lib/local/hubspot-sandbox/records/write-record";

export function createRecord(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const body = readObject(call);
  const properties = readProperties(body, call);
  const links = planLinks(body, type, call);
  const writer = writerOf(call, type, { saysContactExists: true });
  const [created, id] = write(call, type, writer, () => planCreate(properties, links, writer.context));
  return replyJson(201, created, { location: `${call.request.url.origin}${call.request.url.pathname}/${id}` });
}

export function getRecord(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const isArchived = call.request.url.searchParams.get("archived") === "true";
  const record = isArchived ? findArchived(type, call.params.recordId ?? "") : find(call, type);
  if (record === null) throw recordNotFound();
  return replyJson(200, renderParts(record, readShownParts(call, type), type, call.portal));
}

export function updateRecord(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const target = find(call, type);
  const properties = readProperties(readObject(call), call);
  const writer = writerOf(call, type, { saysContactExists: false });
  const [updated] = write(call, type, writer, () => planWrite(properties, target, writer.context));
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
  if (idProperty !== null && idProperty !== "hs_object_id") refuseNonUnique(type, idProperty, call);
  const record = findRecord(type, call.params.recordId ?? "", idProperty);
  if (record === null) throw recordNotFound();
  return record;
}

function write(
  call: PortalCall,
  type: ObjectType,
  writer: Writer,
  plan: () => WritePlan | RecordProblem,
): [unknown, number | undefined] {
  const { written } = writeWhole([{ traceId: null }], plan, writer);
  return [renderWritten(call, type, written)[0], written[0]?.record.id];
}
