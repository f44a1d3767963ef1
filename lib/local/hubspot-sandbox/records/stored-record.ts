/** A record in HubSpot. `values` holds what was set; what HubSpot derives (ids, dates) is added when it is shown. */
export interface StoredRecord {
  readonly id: number;
  values: Values;
  readonly createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  /** The record that this one was merged into. */
  mergedInto: number | null;
  /** What later writes replaced, the oldest first; null as long as nobody changed a value. */
  revisions: readonly Revision[] | null;
}

/** One write to a record that was there: what its properties held before. */
export interface Revision {
  readonly at: number;
  readonly appId: string;
  /** An empty property is `""`. */
  readonly before: Values;
}

/** Set properties only: an empty property has no entry. */
export type Values = Readonly<Record<string, string>>;

/** A contact answers to its primary email and to each of its additional ones. */
export function uniqueValues(property: string, values: Values): readonly string[] {
  const value = values[property];
  if (property !== "email") return value ? [value] : [];
  const additional = values.hs_additional_emails;
  if (!additional) return value ? [value] : [];
  return [value ?? "", ...additional.split(";")].filter((email) => email !== "");
}
