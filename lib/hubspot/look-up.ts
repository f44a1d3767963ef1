import type { WriteInput } from "@/lib/engine/types";
import { foldMatchValue, RECORD_ID, readBatch, type Target, type WrittenRecord } from "./batch-calls";
import { HubSpotRefusal } from "./client";
import { parseEnvelope } from "./envelope";

const EMAIL = "email";
/** A contact's other addresses, with `;` between. Each reaches the contact as well as `email` does. */
const OTHER_EMAILS = "hs_additional_emails";
/** The ids of the records that were merged into one, with `;` between. */
const MERGED_IDS = "hs_merged_object_ids";

export interface LookUp {
  readonly records: ReadonlyMap<WriteInput, WrittenRecord>;
  /** Inputs that the answer names neither among the found nor among the missing. */
  readonly unaccounted: readonly WriteInput[];
  /** By record id: the record that the named one was merged into. */
  readonly merged: ReadonlyMap<WriteInput, WrittenRecord>;
}

/**
 * Reads the records that the inputs mean, with the named properties besides those that tell which is which. One call.
 * Throws what the client throws; that nothing was found, which HubSpot may say with a 404, is no fault.
 */
export async function lookUp(
  target: Target,
  inputs: readonly WriteInput[],
  properties: readonly string[] = [],
): Promise<LookUp> {
  const { matchProperty } = target;
  const report = await read(target, inputs, [...new Set([...listTelling(target), ...properties])]);
  const records = new Map<WriteInput, WrittenRecord>();
  const merged = new Map<WriteInput, WrittenRecord>();
  for (const input of inputs) {
    const record = report?.records.find((candidate) => isMatch(candidate, matchProperty, input.matchValue));
    if (record) records.set(input, record);
    const heir = report?.records.find((candidate) => isMergedInto(candidate, matchProperty, input.matchValue));
    if (!record && heir) merged.set(input, heir);
  }
  const missing = new Set((report?.errors ?? []).flatMap((error) => parseEnvelope(error).context.ids ?? []));
  const isNamedMissing = ({ matchValue }: WriteInput) => missing.has(matchValue) || missing.has(matchValue.trim());
  const unaccounted = report ? inputs.filter((input) => !records.has(input) && !isNamedMissing(input)) : [];
  return { records, merged, unaccounted };
}

/** The records that inputs mean. One call, and one more where the answer left some out without a word, as HubSpot may. */
export async function lookUpTwice(
  target: Target,
  inputs: readonly WriteInput[],
  properties: readonly string[] = [],
): Promise<ReadonlyMap<WriteInput, WrittenRecord>> {
  const first = await lookUp(target, inputs, properties);
  const again = first.unaccounted.length > 0 ? await lookUp(target, first.unaccounted, properties) : null;
  return new Map([...first.records, ...(again?.records ?? [])]);
}

/** True when the record is the one that the match value means: for contacts, by any of their addresses. */
export function isMatch(record: WrittenRecord, matchProperty: string, matchValue: string): boolean {
  if (matchProperty === RECORD_ID) return record.id === matchValue.trim();
  const values = [record.properties[matchProperty]];
  if (matchProperty === EMAIL) values.push(...(record.properties[OTHER_EMAILS] ?? "").split(";"));
  return values.some((value) => value && foldMatchValue(value) === foldMatchValue(matchValue));
}

function isMergedInto({ properties }: WrittenRecord, matchProperty: string, matchValue: string): boolean {
  return matchProperty === RECORD_ID && (properties[MERGED_IDS] ?? "").split(";").includes(matchValue.trim());
}

function listTelling({ matchProperty, objectTypeId }: Target): readonly string[] {
  if (matchProperty === RECORD_ID) return [RECORD_ID, MERGED_IDS];
  return matchProperty === EMAIL && objectTypeId === "0-1" ? [EMAIL, OTHER_EMAILS] : [matchProperty];
}

async function read(target: Target, inputs: readonly WriteInput[], properties: readonly string[]) {
  const { matchProperty } = target;
  try {
    return await readBatch(target, {
      idProperty: matchProperty === RECORD_ID ? null : matchProperty,
      ids: inputs.map(({ matchValue }) => matchValue.trim()),
      properties,
    });
  } catch (error) {
    if (error instanceof HubSpotRefusal && error.status === 404) return null;
    throw error;
  }
}
