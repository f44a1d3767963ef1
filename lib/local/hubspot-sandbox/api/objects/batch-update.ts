import { objectTypeOf, type PortalCall, writerOf } from "@/lib/local/hubspot-sandbox/api/call";
import { readRecordId, refuseNonUnique } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { refuseDuplicates } from "@/lib/local/hubspot-sandbox/api/objects/refuse-duplicates";
import { describeMissing, renderWritten, replyBatch } from "@/lib/local/hubspot-sandbox/api/objects/reply-batch";
import {
  type JsonObject,
  readInputs,
  readOptionalText,
  readProperties,
  readText,
} from "@/lib/local/hubspot-sandbox/api/read-body";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";
import { areTraced, writeTraced, writeWhole } from "@/lib/local/hubspot-sandbox/records/write-batch";
import { planWrite } from "@/lib/local/hubspot-sandbox/records/write-record";

/** Updates by record id, or by a unique property that an input names. */
export function batchUpdate(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const inputs = readInputs(call).map((input) => readUpdate(input, call));
  for (const { idProperty } of inputs) if (idProperty !== null) refuseNonUnique(type, idProperty, call);
  refuseDuplicates(inputs, ({ id, idProperty }) => `${idProperty} ${type.records.fold(idProperty ?? "", id)}`);

  const missing: typeof inputs = [];
  const found: ((typeof inputs)[number] & { readonly target: StoredRecord })[] = [];
  for (const input of inputs) {
    const target = findTarget(type, input.id, input.idProperty);
    if (target === "missing") missing.push(input);
    else if (target !== "passed-over") found.push({ ...input, target });
  }
  const writer = writerOf(call, type, { saysContactExists: false });
  const plan = (input: (typeof found)[number]) => planWrite(input.properties, input.target, writer.context);
  const { written, errors } = areTraced(inputs)
    ? writeTraced(found, plan, writer, { refusesWholeOnTakenValue: false })
    : writeWhole(found, plan, writer);
  call.sandbox.calls.addWritten(written.length);
  return replyBatch(call, 200, renderWritten(call, type, written), [
    ...errors,
    ...describeMissing(call, type, missing),
  ]);
}

function readUpdate(input: JsonObject, call: PortalCall) {
  return {
    id: readText(input, "id", call),
    idProperty: readOptionalText(input, "idProperty", call),
    traceId: readOptionalText(input, "objectWriteTraceId", call),
    properties: readProperties(input, call),
  };
}

/** Two kinds of id vanish from the answer without an error: one that was merged away, and one that is no number. */
function findTarget(type: ObjectType, id: string, idProperty: string | null): StoredRecord | "missing" | "passed-over" {
  if (idProperty !== null) {
    const record = type.records.findByUnique(idProperty, id);
    return record?.archivedAt === null ? record : "missing";
  }
  const recordId = readRecordId(id);
  if (recordId === null || type.records.getMerged(recordId) !== null) return "passed-over";
  return type.records.get(recordId) ?? "missing";
}
