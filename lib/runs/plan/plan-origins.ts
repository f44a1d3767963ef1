import type { Refusal } from "../../engine/types";
import type { RefusedCopy } from "./copied-rows";
import { refuseDuplicate, refuseSuperseded } from "./duplicate-key";
import type { CopyPlace, RowOrigin } from "./opened-rows";

const SETTLED_AT_ONCE = 5_000;

/**
 * Of which rejected row each row of a plan is, by the row's number in the plan; and which rows the plan is done with:
 * all that aren't to be sent. Sixteen bytes a row.
 */
export class PlanOrigins {
  readonly #copies = new Map<number, CopyPlace>();
  readonly #causes: string[] = [];
  readonly #causeIndex = new Map<string, number>();
  #rowNumbers = new Int32Array(1_024);
  #sourceRows = new Int32Array(1_024);
  #causeOf = new Int32Array(1_024);
  #isToSend = new Uint8Array(1_024);
  #rows = 0;

  /** With `lastCounts` the sync's rule is that of rows with one key the last is sent. */
  constructor(private readonly rule: { readonly lastCounts: boolean }) {}

  add(origins: readonly RowOrigin[], copies: ReadonlyMap<number, CopyPlace>): void {
    this.#makeRoom(this.#rows + origins.length);
    for (const { rowNumber, causeId, sourceRow } of origins) {
      const copy = copies.get(rowNumber);
      if (copy) this.#copies.set(this.#rows + 1, copy);
      this.#rowNumbers[this.#rows] = rowNumber;
      this.#sourceRows[this.#rows] = sourceRow ?? rowNumber;
      this.#causeOf[this.#rows] = this.#indexCause(causeId);
      this.#rows += 1;
    }
  }

  of(rowNumber: number): RowOrigin {
    const place = rowNumber - 1;
    const origin = this.#rowNumbers[place];
    const causeId = this.#causes[this.#causeOf[place] ?? -1];
    if (place >= this.#rows || origin === undefined || causeId === undefined) {
      throw new Error(`Nobody knows where row ${rowNumber} comes from.`);
    }
    return { rowNumber: origin, causeId, sourceRow: this.#sourceRows[place] ?? origin };
  }

  /**
   * Why a row isn't sent whose key another row of the run that rejected it had, too: that one may have arrived, or wait
   * for its own retry. Null of all others, and of the last where the last one counts.
   */
  refuseCopy(rowNumber: number, matchValue: string, matchProperty: string): Refusal | null {
    const place = this.#copies.get(rowNumber);
    if (place === undefined || (place === "last" && this.rule.lastCounts)) return null;
    const refuse = this.rule.lastCounts ? refuseSuperseded : refuseDuplicate;
    return refuse(matchValue, matchProperty);
  }

  /** What is known of such rows, for whoever retries them from here. */
  listCopies(): RefusedCopy[] {
    return [...this.#copies].map(([rowNumber, place]) => ({ rowNumber, lastRow: place === "last" ? rowNumber : 0 }));
  }

  markToSend(rowNumber: number, isToSend: boolean): void {
    this.#isToSend[rowNumber - 1] = isToSend ? 1 : 0;
  }

  /** The rows whose outcome the plan itself is, so many at a time. */
  *listSettled(): Generator<RowOrigin[]> {
    let settled: RowOrigin[] = [];
    for (let rowNumber = 1; rowNumber <= this.#rows; rowNumber += 1) {
      if (this.#isToSend[rowNumber - 1] === 1) continue;
      settled.push(this.of(rowNumber));
      if (settled.length < SETTLED_AT_ONCE) continue;
      yield settled;
      settled = [];
    }
    if (settled.length > 0) yield settled;
  }

  #indexCause(causeId: string): number {
    const known = this.#causeIndex.get(causeId);
    if (known !== undefined) return known;
    this.#causeIndex.set(causeId, this.#causes.length);
    return this.#causes.push(causeId) - 1;
  }

  #makeRoom(rows: number): void {
    if (rows <= this.#rowNumbers.length) return;
    const size = Math.max(rows, this.#rowNumbers.length * 2);
    this.#rowNumbers = grow(this.#rowNumbers, new Int32Array(size));
    this.#sourceRows = grow(this.#sourceRows, new Int32Array(size));
    this.#causeOf = grow(this.#causeOf, new Int32Array(size));
    this.#isToSend = grow(this.#isToSend, new Uint8Array(size));
  }
}

function grow<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
