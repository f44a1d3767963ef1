import { z } from "zod";
import type { Payload, WriteInput, WriteMode } from "@/lib/engine/types";
import type { WriteRules } from "@/lib/engine/write-rules";
import type { HubSpotClient } from "./client";
import { paths } from "./paths";

/** HubSpot's limit for all batch calls on records. */
export const MAX_BATCH = 100;

/** Naming the record id as match property means records that exist already: HubSpot updates them by id. */
export const RECORD_ID = "hs_object_id";

export interface Target {
  readonly client: HubSpotClient;
  readonly objectTypeId: string;
  readonly matchProperty: string;
  readonly mode: WriteMode;
  /** None where they are left out. */
  readonly rules?: WriteRules;
}

const BatchAnswer = z.object({ results: z.array(z.unknown()).catch([]), errors: z.array(z.unknown()).catch([]) });

/** One record of an answer. HubSpot gives back properties that are empty as null. */
const WrittenRecord = z.object({
  id: z.coerce.string().min(1),
  new: z.boolean().catch(false),
  objectWriteTraceId: z.string().nullable().catch(null),
  createdAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .catch(null),
  properties: z.record(z.string(), z.string().nullable().catch(null)).catch({}),
  warnings: z.array(z.unknown()).catch([]),
});
export type WrittenRecord = z.infer<typeof WrittenRecord>;

export interface BatchReport {
  readonly records: readonly WrittenRecord[];
  /** Error bodies, unparsed. */
  readonly errors: readonly unknown[];
  readonly correlationId: string | null;
  /** Attempts before this answer of which nobody knows whether HubSpot carried them out. */
  readonly unknownFates: number;
}

/** A call that writes records, as HubSpot is sent it. */
export interface WriteRequest {
  readonly path: string;
  readonly body: { readonly inputs: readonly unknown[] };
}

/** What a request says depends on nothing but this. */
export type WritePlace = Pick<Target, "objectTypeId" | "matchProperty">;

/** Creates or updates by match value. */
export function upsertBatch(target: Target, inputs: readonly WriteInput[]): Promise<BatchReport> {
  return writeBatch(target, requestUpsert(target, inputs));
}

export function requestUpsert({ objectTypeId, matchProperty }: WritePlace, inputs: readonly WriteInput[]) {
  return requestWrite(
    paths.batchUpsert(objectTypeId),
    inputs.map(({ trace, matchValue, payload }) => ({
      id: matchValue,
      idProperty: matchProperty,
      objectWriteTraceId: trace,
      properties: chooseProperties(matchProperty, matchValue, payload),
    })),
  );
}

/** Updates by record id, which is the match value: HubSpot takes contacts by nothing else here. */
export function updateBatch(target: Target, inputs: readonly WriteInput[]): Promise<BatchReport> {
  return writeBatch(target, requestUpdate(target, inputs));
}

export function requestUpdate({ objectTypeId }: Pick<WritePlace, "objectTypeId">, inputs: readonly WriteInput[]) {
  return requestWrite(
    paths.batchUpdate(objectTypeId),
    inputs.map(({ trace, matchValue, payload }) => ({
      id: matchValue.trim(),
      objectWriteTraceId: trace,
      properties: chooseProperties(RECORD_ID, matchValue, payload),
    })),
  );
}

/** Creates. The match value goes among the properties, as a create has no other place for it; empty values have nothing to clear. */
export function createBatch(target: Target, inputs: readonly WriteInput[]): Promise<BatchReport> {
  return writeBatch(target, requestCreate(target, inputs));
}

export function requestCreate({ objectTypeId, matchProperty }: WritePlace, inputs: readonly WriteInput[]) {
  return requestWrite(
    paths.batchCreate(objectTypeId),
    inputs.map(({ trace, matchValue, payload }) => ({
      objectWriteTraceId: trace,
      properties: { ...withoutEmpty(payload), [matchProperty]: matchValue },
    })),
  );
}

function requestWrite(path: string, inputs: readonly unknown[]): WriteRequest {
  return { path, body: { inputs } };
}

/** Moves records to the recycling bin, from which HubSpot restores them for 90 days. The answer is empty, whatever became of each id. */
export async function archiveBatch(target: Target, recordIds: readonly string[]): Promise<void> {
  await target.client.request({
    method: "POST",
    path: paths.batchArchive(target.objectTypeId),
    body: { inputs: recordIds.map((id) => ({ id })) },
    schema: z.unknown(),
    // To archive an archived record changes nothing.
    isSafeToRepeat: true,
  });
}

export interface ReadQuestion {
  /** Null asks by record id. */
  readonly idProperty: string | null;
  readonly ids: readonly string[];
  readonly properties: readonly string[];
  /** Asks among the archived records, which go by record id only. */
  readonly isArchived?: boolean;
}

/** The records that HubSpot has for these ids, with the properties named. The others are named in `errors`, or left out without a word. */
export async function readBatch(target: Target, question: ReadQuestion): Promise<BatchReport> {
  const { idProperty, ids, properties, isArchived = false } = question;
  const path = paths.batchRead(target.objectTypeId);
  const { body, correlationId, unknownFates } = await target.client.request({
    method: "POST",
    path: isArchived ? `${path}?archived=true` : path,
    body: { ...(idProperty === null ? {} : { idProperty }), properties, inputs: ids.map((id) => ({ id })) },
    schema: BatchAnswer,
    isSafeToRepeat: true,
  });
  return { records: parseRecords(body.results), errors: body.errors, correlationId, unknownFates };
}

export function withoutEmpty(payload: Payload): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== ""));
}

// Every input carries its trace id: this is what makes HubSpot take the good ones and name the bad ones (a 207) instead
// of refusing all.
async function writeBatch({ client }: Target, request: WriteRequest): Promise<BatchReport> {
  const { body, correlationId, unknownFates } = await client.request({
    method: "POST",
    ...request,
    schema: BatchAnswer,
    // The same values on the same record write it again as it is. A create isn't idempotent as such, but its unique
    // match value makes a second attempt a conflict, never a second record.
    isSafeToRepeat: true,
  });
  return { records: parseRecords(body.results), errors: body.errors, correlationId, unknownFates };
}

/** Match values meet as HubSpot compares them: it trims and lower-cases emails, and very likely unique texts as well. */
export function foldMatchValue(value: string): string {
  return value.trim().toLowerCase();
}

// HubSpot sets the match property from `id`. It stays out for email, where a secondary address would become the primary
// one, and for HubSpot's own properties, which are read-only; a property of the portal's own says the same twice.
function chooseProperties(matchProperty: string, matchValue: string, payload: Payload): Payload {
  if (matchProperty !== "email" && !matchProperty.startsWith("hs_")) return { ...payload, [matchProperty]: matchValue };
  const { [matchProperty]: _match, ...rest } = payload;
  return rest;
}

function parseRecords(results: readonly unknown[]): WrittenRecord[] {
  return results.flatMap((result) => {
    const parsed = WrittenRecord.safeParse(result);
    return parsed.success ? [parsed.data] : [];
  });
}
