import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { nonUniqueProperty } from "@/lib/local/hubspot-sandbox/api/refused";
import { isMatchable, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** The live record with that record id or unique value; an id that was merged away leads to the record it is now. */
export function findRecord(type: ObjectType, id: string, idProperty: string | null): StoredRecord | null {
  if (idProperty !== null && idProperty !== "hs_object_id") return onlyLive(type.records.findByUnique(idProperty, id));
  const recordId = readRecordId(id);
  if (recordId === null) return null;
  const merged = type.records.getMerged(recordId);
  return merged?.mergedInto == null ? type.records.get(recordId) : findRecord(type, String(merged.mergedInto), null);
}

export function findArchived(type: ObjectType, id: string): StoredRecord | null {
  const recordId = readRecordId(id);
  return recordId === null ? null : type.records.getArchived(recordId);
}

export function readRecordId(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}

export function refuseNonUnique(type: ObjectType, idProperty: string, { portal, sandbox }: PortalCall): void {
  if (isMatchable(type, idProperty)) return;
  const namedPortal = sandbox.switches.namesPortalOfNonUniqueProperty ? portal.hubId : null;
  throw nonUniqueProperty(type.typeId, idProperty, namedPortal);
}

function onlyLive(record: StoredRecord | null): StoredRecord | null {
  return record?.archivedAt === null ? record : null;
}
