/** A record in HubSpot. `values` holds what was set; what HubSpot derives (ids, dates) is added when it is shown. */
export interface StoredRecord {
  readonly id: number;
  values: Values;
  readonly createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  /** The record that this one was merged into. */
  mergedInto: number | null;
}

/** Set properties only: an empty property has no entry. */
export type Values = Readonly<Record<string, string>>;

export interface StoreRules {
  /** How two values of a unique property are compared. */
  foldUnique(property: string, value: string): string;
  /** Archived records keep their unique values, so that an upsert may find them. */
  keepsUniqueValuesOfArchived(): boolean;
  /** Told of each record that changed, so that it reaches the journal. */
  onChange(record: StoredRecord): void;
  /** Told of each record whose creation was taken back. */
  onForget(record: StoredRecord): void;
}

/** The records of one object type of one portal, with an index for each unique property. */
export class RecordStore {
  readonly #rules: StoreRules;
  readonly #byId = new Map<number, StoredRecord>();
  /** By ascending id; ids are handed out in that order. */
  readonly #ordered: StoredRecord[] = [];
  readonly #unique = new Map<string, Map<string, StoredRecord>>();

  constructor(rules: StoreRules) {
    this.#rules = rules;
  }

  get uniqueProperties(): Iterable<string> {
    return this.#unique.keys();
  }

  all(): readonly StoredRecord[] {
    return this.#ordered;
  }

  addUniqueProperty(property: string): void {
    if (this.#unique.has(property)) return;
    const index = new Map<string, StoredRecord>();
    this.#unique.set(property, index);
    for (const record of this.#ordered) {
      if (isLive(record))
        for (const value of uniqueValues(property, record.values)) this.#set(index, property, value, record);
    }
  }

  /** The live record with that id. */
  get(id: number): StoredRecord | null {
    const record = this.#byId.get(id);
    return record && isLive(record) ? record : null;
  }

  getArchived(id: number): StoredRecord | null {
    const record = this.#byId.get(id);
    return record && !isLive(record) ? record : null;
  }

  getMerged(id: number): StoredRecord | null {
    const record = this.#byId.get(id);
    return record?.mergedInto == null ? null : record;
  }

  /** Values with the same fold are the same to a unique property. */
  fold(property: string, value: string): string {
    return this.#rules.foldUnique(property, value);
  }

  findByUnique(property: string, value: string): StoredRecord | null {
    return this.#unique.get(property)?.get(this.#rules.foldUnique(property, value)) ?? null;
  }

  insert(record: StoredRecord): void {
    this.#byId.set(record.id, record);
    const last = this.#ordered.at(-1);
    if (last === undefined || last.id < record.id) this.#ordered.push(record);
    else this.#ordered.splice(this.#positionAfter(record.id), 0, record);
    this.#enter(record);
    this.#rules.onChange(record);
  }

  change(record: StoredRecord, values: Values, updatedAt: number): void {
    this.#leave(record);
    record.values = values;
    record.updatedAt = updatedAt;
    record.archivedAt = null;
    this.#enter(record);
    this.#rules.onChange(record);
  }

  archive(record: StoredRecord, at: number): void {
    this.#leave(record);
    record.archivedAt = at;
    this.#enter(record);
    this.#rules.onChange(record);
  }

  /** The record lives on under the id of another one. */
  markMerged(record: StoredRecord, into: StoredRecord, at: number): void {
    this.#leave(record);
    record.mergedInto = into.id;
    record.archivedAt = at;
    this.#rules.onChange(record);
  }

  /** Takes back a creation of the same request. */
  forget(record: StoredRecord): void {
    this.#leave(record);
    this.#byId.delete(record.id);
    this.#ordered.splice(this.#ordered.lastIndexOf(record), 1);
    this.#rules.onForget(record);
  }

  /** Puts a record back as it was, over what it is now. */
  restore(saved: StoredRecord): void {
    const known = this.#byId.get(saved.id);
    if (known === undefined) {
      this.insert(saved);
      return;
    }
    this.#leave(known);
    Object.assign(known, saved);
    this.#enter(known);
    this.#rules.onChange(known);
  }

  page(
    afterId: number,
    limit: number,
    { isArchived }: { isArchived: boolean },
  ): { records: StoredRecord[]; hasMore: boolean } {
    const records: StoredRecord[] = [];
    for (let at = this.#positionAfter(afterId); at < this.#ordered.length; at += 1) {
      const record = this.#ordered[at];
      if (record === undefined || record.mergedInto !== null || (record.archivedAt !== null) !== isArchived) continue;
      if (records.length === limit) return { records, hasMore: true };
      records.push(record);
    }
    return { records, hasMore: false };
  }

  #positionAfter(id: number): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ordered[middle]?.id ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #enter(record: StoredRecord): void {
    if (!this.#holdsUniqueValues(record)) return;
    for (const [property, index] of this.#unique) {
      for (const value of uniqueValues(property, record.values)) this.#set(index, property, value, record);
    }
  }

  #leave(record: StoredRecord): void {
    for (const [property, index] of this.#unique) {
      for (const value of uniqueValues(property, record.values)) {
        const key = this.#rules.foldUnique(property, value);
        if (index.get(key) === record) index.delete(key);
      }
    }
  }

  #holdsUniqueValues(record: StoredRecord): boolean {
    if (isLive(record)) return true;
    return record.mergedInto === null && this.#rules.keepsUniqueValuesOfArchived();
  }

  #set(index: Map<string, StoredRecord>, property: string, value: string, record: StoredRecord): void {
    index.set(this.#rules.foldUnique(property, value), record);
  }
}

function isLive(record: StoredRecord): boolean {
  return record.archivedAt === null;
}

/** A contact answers to its primary email and to each of its additional ones. */
export function uniqueValues(property: string, values: Values): readonly string[] {
  const value = values[property];
  if (property !== "email") return value ? [value] : [];
  const additional = values.hs_additional_emails;
  if (!additional) return value ? [value] : [];
  return [value ?? "", ...additional.split(";")].filter((email) => email !== "");
}
