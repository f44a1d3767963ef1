import { ByteArena } from "@/lib/local/hubspot-sandbox/records/byte-arena";
import { NumberColumn } from "@/lib/local/hubspot-sandbox/records/number-column";
import type { Revision, StoredRecord, Values } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** What is compacted is worth the copying. */
const minWasteBytes = 32 * 1024 * 1024;

/** Properties that HubSpot itself sets alike on most records. */
const sharedProperties = new Set([
  "hs_object_source",
  "hs_object_source_id",
  "hs_object_source_label",
  "hs_is_unworked",
  "hs_pipeline",
  "lifecyclestage",
]);

/** What many records have in common: the names of their properties, and the values of the shared ones. */
interface Shape {
  readonly shared: Values;
  readonly names: readonly string[];
}

/** A record's bytes, as JSON: its values in the order of their shared names, and its past. */
interface KeptRecord {
  readonly cells: readonly string[];
  readonly revisions: readonly Revision[] | undefined;
}

/**
 * Records by ascending id, kept as bytes and numbers outside of JavaScript's heap, where a million of them would cost
 * several times as much and hold up every call while the garbage collector looks through them.
 */
export class RecordRows {
  readonly #ids = new NumberColumn();
  readonly #createdAt = new NumberColumn();
  readonly #updatedAt = new NumberColumn();
  /** 0 is none, here and for `mergedInto`. */
  readonly #archivedAt = new NumberColumn();
  readonly #mergedInto = new NumberColumn();
  readonly #shapeOfRow = new NumberColumn();
  readonly #places = new NumberColumn();
  /** Of a record's bytes; 0 is a record that was taken out. */
  readonly #lengths = new NumberColumn();
  readonly #shapes: Shape[] = [];
  readonly #shapeByKey = new Map<string, number>();
  #arena = new ByteArena();
  #wastedBytes = 0;

  get count(): number {
    return this.#ids.count;
  }

  get lastId(): number {
    return this.count === 0 ? 0 : this.#ids.get(this.count - 1);
  }

  /** Returns its row. The id must be above `lastId`. */
  append(record: StoredRecord): number {
    const row = this.count;
    this.#ids.set(row, record.id);
    this.#createdAt.set(row, record.createdAt);
    this.#lengths.set(row, 0);
    this.write(row, record);
    return row;
  }

  write(row: number, record: StoredRecord): void {
    this.#updatedAt.set(row, record.updatedAt);
    this.#archivedAt.set(row, record.archivedAt ?? 0);
    this.#mergedInto.set(row, record.mergedInto ?? 0);
    const shape = this.#findShape(record.values);
    this.#shapeOfRow.set(row, shape);
    const cells = this.#shapes[shape]?.names.map((name) => record.values[name] ?? "") ?? [];
    const kept: KeptRecord = { cells, revisions: record.revisions ?? undefined };
    this.#writeBytes(row, JSON.stringify(kept));
  }

  read(row: number): StoredRecord {
    const kept: KeptRecord = JSON.parse(this.#arena.read(this.#places.get(row), this.#lengths.get(row)));
    return {
      id: this.#ids.get(row),
      values: this.#nameCells(this.#shapeOfRow.get(row), kept.cells),
      createdAt: this.#createdAt.get(row),
      updatedAt: this.#updatedAt.get(row),
      archivedAt: this.#archivedAt.get(row) || null,
      mergedInto: this.mergedInto(row),
      revisions: kept.revisions ?? null,
    };
  }

  remove(row: number): void {
    this.#wastedBytes += this.#lengths.get(row);
    this.#lengths.set(row, 0);
  }

  clear(): void {
    this.#ids.clear();
    this.#lengths.clear();
    this.#arena = new ByteArena();
    this.#wastedBytes = 0;
  }

  idAt(row: number): number {
    return this.#ids.get(row);
  }

  isHeld(row: number): boolean {
    return this.#lengths.get(row) > 0;
  }

  isLive(row: number): boolean {
    return this.isHeld(row) && this.#archivedAt.get(row) === 0;
  }

  mergedInto(row: number): number | null {
    return this.#mergedInto.get(row) || null;
  }

  /** The first row whose id is above that one. */
  rowAfter(id: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ids.get(middle) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #nameCells(shape: number, cells: readonly string[]): Values {
    const { shared, names } = this.#shapes[shape] ?? { shared: {}, names: [] };
    const values: Record<string, string> = { ...shared };
    for (const [at, name] of names.entries()) values[name] = cells[at] ?? "";
    return values;
  }

  #writeBytes(row: number, text: string): void {
    const length = Buffer.byteLength(text);
    const before = this.#lengths.get(row);
    if (length <= before) {
      this.#arena.overwrite(this.#places.get(row), text);
      this.#wastedBytes += before - length;
    } else {
      this.#wastedBytes += before;
      this.#places.set(row, this.#arena.append(text, length));
    }
    this.#lengths.set(row, length);
    if (this.#wastedBytes > Math.max(minWasteBytes, this.#arena.bytes / 2)) this.#compact();
  }

  #compact(): void {
    const arena = new ByteArena();
    for (let row = 0; row < this.count; row += 1) {
      const length = this.#lengths.get(row);
      if (length > 0) this.#places.set(row, arena.append(this.#arena.read(this.#places.get(row), length), length));
    }
    this.#arena = arena;
    this.#wastedBytes = 0;
  }

  #findShape(values: Values): number {
    let key = "";
    for (const name of Object.keys(values)) {
      key += sharedProperties.has(name) ? `${name}=${values[name]}\u0000` : `${name}\u0000`;
    }
    const known = this.#shapeByKey.get(key);
    if (known !== undefined) return known;
    const entries = Object.entries(values);
    const shared = Object.fromEntries(entries.filter(([name]) => sharedProperties.has(name)));
    const names = entries.flatMap(([name]) => (sharedProperties.has(name) ? [] : [name]));
    const shape = this.#shapes.push({ shared, names }) - 1;
    this.#shapeByKey.set(key, shape);
    return shape;
  }
}
