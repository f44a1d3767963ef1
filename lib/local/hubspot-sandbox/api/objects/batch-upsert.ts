import { objectTypeOf, type PortalCall, writerOf } from "@/lib/local/hubspot-sandbox/api/call";
import { refuseNonUnique } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { refuseDuplicates } from "@/lib/local/hubspot-sandbox/api/objects/refuse-duplicates";
import { renderWritten, replyBatch } from "@/lib/local/hubspot-sandbox/api/objects/reply-batch";
import {
  type JsonObject,
  readInputs,
  readOptionalText,
  readProperties,
  readText,
} from "@/lib/local/hubspot-sandbox/api/read-body";
import { invalidRequest } from "@/lib/local/hubspot-sandbox/api/refused";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";
import { isContacts, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import { listAllValues } from "@/lib/local/hubspot-sandbox/records/render-record";
import type { StoredRecord, Values } from "@/lib/local/hubspot-sandbox/records/stored-record";
import { areTraced, type BatchOutcome, writeTraced, writeWhole } from "@/lib/local/hubspot-sandbox/records/write-batch";
import { planWrite } from "@/lib/local/hubspot-sandbox/records/write-record";

interface UpsertInput {
  readonly id: string;
  readonly idProperty: string;
  readonly traceId: string | null;
  readonly properties: Values;
}

/** Creates or updates by a unique property, which each input names for itself. */
export function batchUpsert(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const { switches } = call.sandbox;
  const inputs = readInputs(call).flatMap((input) => readUpsert(input, call) ?? []);
  const idProperties = [...new Set(inputs.map((input) => input.idProperty))];
  for (const idProperty of idProperties) refuseNonUnique(type, idProperty, call);
  if (idProperties.length > 1 && !switches.takesSeveralIdProperties) {
    throw invalidRequest("All inputs of an upsert need the same idProperty.");
  }
  refuseRepeats(inputs, type, switches.refusesTwoEmailsOfOneContact);

  const { written, errors } = writeUpserts(inputs, call, type);
  call.sandbox.calls.addWritten(written.length);
  return replyBatch(call, 200, renderWritten(call, type, written, { alsoShows: idProperties, showsNew: true }), errors);
}

function writeUpserts(inputs: readonly UpsertInput[], call: PortalCall, type: ObjectType): BatchOutcome {
  const { switches } = call.sandbox;
  const writer = writerOf(call, type, { saysContactExists: false });
  const plan = (input: UpsertInput) => {
    const target = type.records.findByUnique(input.idProperty, input.id);
    return planWrite(completeValues(input, target, call, type), target, writer.context);
  };
  const isByEmail = isContacts(type) && inputs.some((input) => input.idProperty === "email");
  const isWhole = !areTraced(inputs) || (isByEmail && switches.refusesWholeEmailBatches);
  if (isWhole) return writeWhole(inputs, plan, writer);
  const outcome = writeTraced(inputs, plan, writer, {
    refusesWholeOnTakenValue: switches.refusesWholeUpsertOnTakenValue,
  });
  const isRefused = outcome.written.length === 0 && !switches.answers207WhenAllInputsFail;
  // Nothing was written, so that writing everything or nothing ends in the refusal.
  return isRefused ? writeWhole(inputs, plan, writer) : outcome;
}

/** A new record gets its match value and a known one is left alone in what isn't sent, unless switches say otherwise. */
function completeValues(
  { id, idProperty, properties }: UpsertInput,
  target: StoredRecord | null,
  call: PortalCall,
  type: ObjectType,
): Values {
  const { setsMatchValueFromId, blanksUnsentByEmail } = call.sandbox.switches;
  const isByEmail = isContacts(type) && idProperty === "email";
  if (target === null) return setsMatchValueFromId || isByEmail ? { [idProperty]: id, ...properties } : properties;
  if (!blanksUnsentByEmail || !isByEmail) return properties;
  const names = Object.keys(listAllValues(target, type));
  const unsent = names.filter((name) => name !== "email" && type.properties.get(name)?.isReadOnly === false);
  return { ...Object.fromEntries(unsent.map((name) => [name, ""])), ...properties };
}

/** Null for an input that is passed over without a word. */
function readUpsert(input: JsonObject, call: PortalCall): UpsertInput | null {
  const { switches } = call.sandbox;
  const sent = readText(input, "id", call);
  const id = switches.trimsMatchValues ? sent.trim() : sent;
  const idProperty = readOptionalText(input, "idProperty", call);
  if (idProperty === null && !switches.refusesUpsertWithoutIdProperty) return null;
  // Nobody recorded what HubSpot says to these two.
  if (idProperty === null) throw invalidRequest("An idProperty is required for each input of an upsert.");
  if (id === "") throw invalidRequest("An id is required for each input of an upsert.");
  return {
    id,
    idProperty,
    traceId: readOptionalText(input, "objectWriteTraceId", call),
    properties: readProperties(input, call),
  };
}

function refuseRepeats(inputs: readonly UpsertInput[], type: ObjectType, includesSecondaryEmails: boolean): void {
  refuseDuplicates(inputs, ({ id, idProperty }) => `${idProperty} ${type.records.fold(idProperty, id)}`);
  if (!isContacts(type) || !includesSecondaryEmails) return;
  const known = inputs.filter((input) => input.idProperty === "email" && type.records.findByUnique("email", input.id));
  refuseDuplicates(known, ({ id }) => String(type.records.findByUnique("email", id)?.id));
}
