import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** More than one call can touch. */
const generationSize = 2_000;

/** The records that were read last, each as one object for all who hold it. */
export class RecentRecords {
  #young = new Map<number, StoredRecord>();
  #old = new Map<number, StoredRecord>();

  get(id: number): StoredRecord | null {
    const young = this.#young.get(id);
    if (young !== undefined) return young;
    const old = this.#old.get(id);
    if (old === undefined) return null;
    this.add(old);
    return old;
  }

  add(record: StoredRecord): void {
    if (this.#young.size >= generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(record.id, record);
  }

  delete(id: number): void {
    this.#young.delete(id);
    this.#old.delete(id);
  }
}
