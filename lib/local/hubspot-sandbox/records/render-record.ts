import type { ObjectType, Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import { readValueOf } from "@/lib/local/hubspot-sandbox/records/derived-values";
import { listHistory, type PastValue } from "@/lib/local/hubspot-sandbox/records/record-history";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

export interface RenderedRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly propertiesWithHistory?: Readonly<Record<string, readonly PastValue[]>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly archivedAt?: string;
  readonly url?: string;
}

/**
 * A record with the asked properties: empty ones as null, names that don't exist left out. Those asked `withHistory`
 * are among the properties, too.
 */
export function renderRecord(
  record: StoredRecord,
  asked: readonly string[],
  type: ObjectType,
  portal: Portal,
  withHistory: readonly string[] = [],
): RenderedRecord {
  const always = [type.createdProperty, type.modifiedProperty, "hs_object_id"];
  const names = [...new Set([...asked, ...withHistory, ...always])].sort();
  const createdAt = new Date(record.createdAt).toISOString();
  const updatedAt = new Date(record.updatedAt).toISOString();
  const dates: Readonly<Record<string, string>> = {
    [type.createdProperty]: createdAt,
    [type.modifiedProperty]: updatedAt,
  };
  const properties: Record<string, string | null> = {};
  for (const name of names) {
    if (isShown(name, type)) properties[name] = dates[name] ?? readValueOf(record, name, type);
  }
  const histories = withHistory.filter((name) => isShown(name, type));
  return {
    id: String(record.id),
    properties,
    ...(histories.length > 0 && {
      propertiesWithHistory: Object.fromEntries(histories.map((name) => [name, listHistory(record, name, type)])),
    }),
    createdAt,
    updatedAt,
    archived: record.archivedAt !== null,
    ...(record.archivedAt !== null && { archivedAt: new Date(record.archivedAt).toISOString() }),
    url: `https://${portal.seed.uiDomain}/contacts/${portal.hubId}/record/${type.typeId}/${record.id}`,
  };
}

/** Everything that the record has, for the admin door. */
export function listAllValues(record: StoredRecord, type: ObjectType): Readonly<Record<string, string>> {
  const values: Record<string, string> = { ...record.values };
  for (const name of [type.createdProperty, type.modifiedProperty, "hs_object_id"]) {
    values[name] = readValueOf(record, name, type) ?? "";
  }
  return values;
}

function isShown(name: string, type: ObjectType): boolean {
  return type.properties.get(name)?.archivedAt === null;
}
