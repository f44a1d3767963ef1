import { isContacts, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/record-store";

/** The second record lives on in the first, which keeps its own values and takes what it lacked. */
export function mergeRecords(type: ObjectType, primary: StoredRecord, merged: StoredRecord, now: number): void {
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
  type.records.change(primary, values, now);
}
