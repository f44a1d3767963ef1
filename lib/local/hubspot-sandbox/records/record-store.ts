import { RecentRecords } from "@/lib/local/hubspot-sandbox/records/recent-records";
import { RecordRows } from "@/lib/local/hubspot-sandbox/records/record-rows";
import {
  type Revision,
  type StoredRecord,
  uniqueValues,
  type Values,
} from "@/lib/local/hubspot-sandbox/records/stored-record";

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
  readonly #rows = new RecordRows();
  readonly #recent = new RecentRecords();
  /** Rows by folded value. */
  readonly #unique = new Map<string, Map<string, number>>();
  readonly #erasedIds = new Set<number>();

  constructor(rules: StoreRules) {
    this.#rules = rules;
  }

  get uniqueProperties(): Iterable<string> {
    return this.#unique.keys();
  }

  /** The ids that no record will have again. */
  get erasedIds(): Iterable<number> {
    return this.#erasedIds;
  }

  /** By ascending id, archived ones as well. */
  *all(): Iterable<StoredRecord> {
    for (let row = 0; row < this.#rows.count; row += 1) if (this.#rows.isHeld(row)) yield this.#read(row);
  }

  countLive(): number {
    let live = 0;
    for (let row = 0; row < this.#rows.count; row += 1) if (this.#rows.isLive(row)) live += 1;
    return live;
  }

  addUniqueProperty(property: string): void {
    if (this.#unique.has(property)) return;
    const index = new Map<string, number>();
    this.#unique.set(property, index);
    for (let row = 0; row < this.#rows.count; row += 1) {
      if (!this.#rows.isLive(row)) continue;
      for (const value of uniqueValues(property, this.#read(row).values)) index.set(this.fold(property, value), row);
    }
  }

  removeUniqueProperty(property: string): void {
    this.#unique.delete(property);
  }

  /** The live record with that id. */
  get(id: number): StoredRecord | null {
    const record = this.#find(id);
    return record && isLive(record) ? record : null;
  }

  getArchived(id: number): StoredRecord | null {
    const record = this.#find(id);
    return record && !isLive(record) ? record : null;
  }

  getMerged(id: number): StoredRecord | null {
    const record = this.#find(id);
    return record?.mergedInto == null ? null : record;
  }

  /** Values with the same fold are the same to a unique property. */
  fold(property: string, value: string): string {
    return this.#rules.foldUnique(property, value);
  }

  findByUnique(property: string, value: string): StoredRecord | null {
    const row = this.#unique.get(property)?.get(this.fold(property, value));
    return row === undefined ? null : this.#open(row);
  }

  insert(record: StoredRecord): void {
    if (record.id > this.#rows.lastId) this.#append(record);
    else this.#appendAll([...this.all(), record].sort((one, other) => one.id - other.id));
    this.#rules.onChange(record);
  }

  /** `appId` names who changes it. */
  change(record: StoredRecord, values: Values, updatedAt: number, appId: string): void {
    this.#leave(record);
    record.revisions = addRevision(record, values, updatedAt, appId);
    record.values = values;
    record.updatedAt = updatedAt;
    record.archivedAt = null;
    this.#enter(record);
    this.#save(record);
  }

  archive(record: StoredRecord, at: number): void {
    this.#leave(record);
    record.archivedAt = at;
    this.#enter(record);
    this.#save(record);
  }

  /** The record lives on under the id of another one. */
  markMerged(record: StoredRecord, into: StoredRecord, at: number): void {
    this.#leave(record);
    record.mergedInto = into.id;
    record.archivedAt = at;
    this.#save(record);
  }

  /** Takes out the record with that id and those that were merged into it, and returns them. */
  erase(id: number): readonly StoredRecord[] {
    this.#erasedIds.add(id);
    const gone: StoredRecord[] = [];
    for (let row = 0; row < this.#rows.count; row += 1) {
      const isOne = this.#rows.idAt(row) === id || this.#rows.mergedInto(row) === id;
      if (isOne && this.#rows.isHeld(row)) gone.push(this.#open(row));
    }
    for (const record of gone) {
      this.#remove(record);
      this.#erasedIds.add(record.id);
    }
    return gone;
  }

  /** Takes back a creation of the same request. */
  forget(record: StoredRecord): void {
    this.#remove(record);
    this.#rules.onForget(record);
  }

  /** Puts a record back as it was, over what it is now. */
  restore(saved: StoredRecord): void {
    const known = this.#find(saved.id);
    if (known === null) {
      this.insert(saved);
      return;
    }
    this.#leave(known);
    Object.assign(known, saved);
    this.#enter(known);
    this.#save(known);
  }

  page(
    afterId: number,
    limit: number,
    { isArchived }: { isArchived: boolean },
  ): { records: StoredRecord[]; hasMore: boolean } {
    const records: StoredRecord[] = [];
    for (let row = this.#rows.rowAfter(afterId); row < this.#rows.count; row += 1) {
      if (!this.#rows.isHeld(row) || this.#rows.mergedInto(row) !== null) continue;
      if (this.#rows.isLive(row) === isArchived) continue;
      if (records.length === limit) return { records, hasMore: true };
      records.push(this.#open(row));
    }
    return { records, hasMore: false };
  }

  #rowOf(id: number): number | null {
    const row = this.#rows.rowAfter(id) - 1;
    return row >= 0 && this.#rows.idAt(row) === id && this.#rows.isHeld(row) ? row : null;
  }

  #find(id: number): StoredRecord | null {
    const row = this.#rowOf(id);
    return row === null ? null : this.#open(row);
  }

  #read(row: number): StoredRecord {
    return this.#recent.get(this.#rows.idAt(row)) ?? this.#rows.read(row);
  }

  /** As `#read`, and whoever opens it next gets the same object. */
  #open(row: number): StoredRecord {
    const record = this.#read(row);
    this.#recent.add(record);
    return record;
  }

  #append(record: StoredRecord): void {
    const row = this.#rows.append(record);
    this.#recent.add(record);
    this.#enter(record, row);
  }

  /** Ids are handed out in ascending order, so only a journal can bring one out of turn. */
  #appendAll(records: readonly StoredRecord[]): void {
    this.#rows.clear();
    for (const index of this.#unique.values()) index.clear();
    for (const record of records) this.#append(record);
  }

  #save(record: StoredRecord): void {
    const row = this.#rowOf(record.id);
    if (row !== null) this.#rows.write(row, record);
    this.#recent.add(record);
    this.#rules.onChange(record);
  }

  #remove(record: StoredRecord): void {
    this.#leave(record);
    const row = this.#rowOf(record.id);
    if (row !== null) this.#rows.remove(row);
    this.#recent.delete(record.id);
  }

  #enter(record: StoredRecord, row: number | null = this.#rowOf(record.id)): void {
    if (row === null || !this.#holdsUniqueValues(record)) return;
    for (const [property, index] of this.#unique) {
      for (const value of uniqueValues(property, record.values)) index.set(this.fold(property, value), row);
    }
  }

  #leave(record: StoredRecord): void {
    const row = this.#rowOf(record.id);
    for (const [property, index] of this.#unique) {
      for (const value of uniqueValues(property, record.values)) {
        const key = this.fold(property, value);
        if (index.get(key) === row) index.delete(key);
      }
    }
  }

  #holdsUniqueValues(record: StoredRecord): boolean {
    if (isLive(record)) return true;
    return record.mergedInto === null && this.#rules.keepsUniqueValuesOfArchived();
  }
}

function isLive(record: StoredRecord): boolean {
  return record.archivedAt === null;
}

const maxRevisions = 100;

function addRevision(record: StoredRecord, values: Values, at: number, appId: string): readonly Revision[] | null {
  const before: Record<string, string> = {};
  let isChanged = false;
  for (const name of Object.keys(values)) {
    if (record.values[name] === values[name]) continue;
    before[name] = record.values[name] ?? "";
    isChanged = true;
  }
  for (const name of Object.keys(record.values)) {
    if (values[name] !== undefined) continue;
    before[name] = record.values[name] ?? "";
    isChanged = true;
  }
  return isChanged ? [...(record.revisions ?? []), { at, appId, before }].slice(-maxRevisions) : record.revisions;
}
