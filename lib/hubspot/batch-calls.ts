import { z } from "zod";
import type { WriteInput, WriteMode } from "@/lib/engine/types";
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
}

const BatchAnswer = z.object({ results: z.array(z.unknown()).catch([]), errors: z.array(z.unknown()).catch([]) });

/** One record of an answer. HubSpot gives back properties that are empty as null. */
const WrittenRecord = z.object({
  id: z.coerce.string().min(1),
  new: z.boolean().catch(false),
  objectWriteTraceId: z.string().nullable().catch(null),
  properties: z.record(z.string(), z.string().nullable().catch(null)).catch({}),
  warnings: z.array(z.unknown()).catch([]),
});
export type WrittenRecord = z.infer<typeof WrittenRecord>;

export interface BatchReport {
  readonly records: readonly WrittenRecord[];
  /** Error bodies, unparsed. */
  readonly errors: readonly unknown[];
  readonly correlationId: string | null;
}

/**
 * Writes a batch. Every input carries its trace id: this is what makes HubSpot take the good ones and name the bad ones
 * (a 207) instead of refusing all.
 */
export async function writeBatch(target: Target, inputs: readonly WriteInput[]): Promise<BatchReport> {
  const { client, objectTypeId, matchProperty } = target;
  const isById = matchProperty === RECORD_ID;
  const { body, correlationId } = await client.request({
    method: "POST",
    path: isById ? paths.batchUpdate(objectTypeId) : paths.batchUpsert(objectTypeId),
    body: {
      inputs: inputs.map(({ trace, matchValue, payload }) => ({
        id: matchValue,
        ...(isById ? {} : { idProperty: matchProperty }),
        objectWriteTraceId: trace,
        properties: chooseProperties(matchProperty, matchValue, payload),
      })),
    },
    schema: BatchAnswer,
    // The same key with the same values writes the same record again.
    isSafeToRepeat: true,
  });
  return { records: parseRecords(body.results), errors: body.errors, correlationId };
}

/** The records that have these match values now, with the properties named. Missing ones are left out of the answer. */
export async function readBatch(
  target: Target,
  matchValues: readonly string[],
  properties: readonly string[],
): Promise<readonly WrittenRecord[]> {
  const { client, objectTypeId, matchProperty } = target;
  const { body } = await client.request({
    method: "POST",
    path: paths.batchRead(objectTypeId),
    body: {
      ...(matchProperty === RECORD_ID ? {} : { idProperty: matchProperty }),
      properties,
      inputs: matchValues.map((id) => ({ id })),
    },
    schema: BatchAnswer,
    isSafeToRepeat: true,
  });
  return parseRecords(body.results);
}

/** Match values meet as HubSpot compares them: it trims and lower-cases emails, and very likely unique texts as well. */
export function foldMatchValue(value: string): string {
  return value.trim().toLowerCase();
}

// HubSpot sets the match property from `id`. It stays out for email, where a secondary address would become the primary
// one, and for HubSpot's own properties, which are read-only; a property of the portal's own says the same twice.
function chooseProperties(matchProperty: string, matchValue: string, payload: WriteInput["payload"]) {
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
