import type { ObjectType, Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/record-store";

export interface RenderedRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly archivedAt?: string;
  readonly url?: string;
}

/** A record with the asked properties: empty ones as null, names that don't exist left out. */
export function renderRecord(
  record: StoredRecord,
  asked: readonly string[],
  type: ObjectType,
  portal: Portal,
): RenderedRecord {
  const derived = deriveValues(record, type);
  const names = [...new Set([...asked, type.createdProperty, type.modifiedProperty, "hs_object_id"])].sort();
  const properties: Record<string, string | null> = {};
  for (const name of names) {
    const property = type.properties.get(name);
    if (property === undefined || property.archivedAt !== null) continue;
    properties[name] = derived[name] ?? record.values[name] ?? null;
  }
  return {
    id: String(record.id),
    properties,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== null,
    ...(record.archivedAt !== null && { archivedAt: new Date(record.archivedAt).toISOString() }),
    url: `https://${portal.seed.uiDomain}/contacts/${portal.hubId}/record/${type.typeId}/${record.id}`,
  };
}

/** Everything that the record has, for the admin door. */
export function listAllValues(record: StoredRecord, type: ObjectType): Readonly<Record<string, string>> {
  return { ...record.values, ...deriveValues(record, type) };
}

function deriveValues(record: StoredRecord, type: ObjectType): Readonly<Record<string, string>> {
  return {
    hs_object_id: String(record.id),
    [type.createdProperty]: new Date(record.createdAt).toISOString(),
    [type.modifiedProperty]: new Date(record.updatedAt).toISOString(),
  };
}
