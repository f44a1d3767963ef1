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
import type { Values } from "@/lib/local/hubspot-sandbox/records/record-store";
import { areTraced, writeTraced, writeWhole } from "@/lib/local/hubspot-sandbox/records/write-batch";
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
  const inputs = readInputs(call).map((input) => readUpsert(input, call));
  for (const { idProperty } of inputs) refuseNonUnique(type, idProperty, call.portal);
  refuseRepeats(inputs, type, switches.refusesTwoEmailsOfOneContact);

  const writer = writerOf(call, type, { saysContactExists: false });
  const plan = (input: UpsertInput) => {
    const target = type.records.findByUnique(input.idProperty, input.id);
    const given = target === null ? { [input.idProperty]: input.id, ...input.properties } : input.properties;
    return planWrite(given, target, writer.context);
  };
  const isByEmail = isContacts(type) && inputs.some((input) => input.idProperty === "email");
  const isWhole = !areTraced(inputs) || (isByEmail && switches.refusesWholeEmailBatches);
  const { written, errors } = isWhole
    ? writeWhole(inputs, plan, writer)
    : writeTraced(inputs, plan, writer, { refusesWholeOnTakenValue: switches.refusesWholeUpsertOnTakenValue });

  const alsoShows = [...new Set(inputs.map((input) => input.idProperty))];
  return replyBatch(call, 200, renderWritten(call, type, written, { alsoShows, showsNew: true }), errors);
}

function readUpsert(input: JsonObject, call: PortalCall): UpsertInput {
  const sent = readText(input, "id", call);
  const id = call.sandbox.switches.trimsMatchValues ? sent.trim() : sent;
  const idProperty = readOptionalText(input, "idProperty", call);
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
