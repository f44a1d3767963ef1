import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import { deriveValue } from "@/lib/local/hubspot-sandbox/records/derived-values";
import type { StoredRecord, Values } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** One value that a property had, as `propertiesWithHistory` tells it. */
export interface PastValue {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
  readonly sourceId: string;
}

const maxPastValues = 20;

/** What a property held since the record was created, the newest value first. Empty if it never held any. */
export function listHistory(record: StoredRecord, name: string, type: ObjectType): readonly PastValue[] {
  const derived = deriveValue(record, name, type);
  const creator = record.values.hs_object_source_id ?? "";
  if (derived !== null) {
    return [tell(derived, name === type.modifiedProperty ? record.updatedAt : record.createdAt, creator)];
  }
  const past: PastValue[] = [];
  let value = record.values[name] ?? "";
  for (const { at, appId, before } of [...(record.revisions ?? [])].reverse()) {
    const was = before[name];
    if (was === undefined) continue;
    past.push(tell(value, at, appId));
    value = was;
  }
  if (value !== "") past.push(tell(value, record.createdAt, creator));
  return past.slice(0, maxPastValues);
}

/** The record as it was at that time, or null if it didn't exist yet. A property that was empty then may hold `""`. */
export function recordAt(record: StoredRecord, time: number): StoredRecord | null {
  if (record.createdAt > time) return null;
  if (record.updatedAt <= time) return record;
  const revisions = record.revisions ?? [];
  const [earlier, later] = [revisions.filter(({ at }) => at <= time), revisions.filter(({ at }) => at > time)];
  const values: Values = Object.assign({}, record.values, ...later.reverse().map(({ before }) => before));
  return { ...record, values, revisions: earlier, updatedAt: earlier.at(-1)?.at ?? record.createdAt };
}

function tell(value: string, at: number, appId: string): PastValue {
  return { value, timestamp: new Date(at).toISOString(), sourceType: "INTEGRATION", sourceId: appId };
}
