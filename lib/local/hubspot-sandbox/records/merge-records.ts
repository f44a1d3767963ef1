import { isContacts, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/**
 * The second record lives on in the first, which keeps its own values, takes what it lacked, and is connected with what
 * the second was connected with. `appId` names who merges.
 */
export function mergeRecords(
  { type, portal }: { type: ObjectType; portal: Portal },
  primary: StoredRecord,
  merged: StoredRecord,
  { now, appId }: { now: number; appId: string },
): void {
  const emails = [primary, merged].flatMap(({ values }) => [
    values.email,
    ...(values.hs_additional_emails ?? "").split(";"),
  ]);
  const values: Record<string, string> = { ...merged.values, ...primary.values };
  values.hs_merged_object_ids = [primary.values.hs_merged_object_ids, String(merged.id)].filter(Boolean).join(";");
  if (isContacts(type)) {
    const additional = emails.filter((email) => email && email !== values.email);
    if (additional.length > 0) values.hs_additional_emails = additional.join(";");
  }
  type.records.markMerged(merged, primary, now);
  type.records.change(primary, values, now, appId);
  const objectTypeId = type.typeId;
  portal.associations.move({ objectTypeId, id: merged.id }, { objectTypeId, id: primary.id });
}
