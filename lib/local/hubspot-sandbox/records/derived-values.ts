import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** What HubSpot knows of a record without having been told; null for every other property. */
export function deriveValue(record: StoredRecord, name: string, type: ObjectType): string | null {
  if (name === "hs_object_id") return String(record.id);
  if (name === type.createdProperty) return new Date(record.createdAt).toISOString();
  if (name === type.modifiedProperty) return new Date(record.updatedAt).toISOString();
  return null;
}

/** What a property holds; null if it is empty. */
export function readValueOf(record: StoredRecord, name: string, type: ObjectType): string | null {
  return deriveValue(record, name, type) ?? (record.values[name] || null);
}
