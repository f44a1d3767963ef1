/** Row numbers from 1 to `most`, a bit each: a hundred million take 12 MB. */
export class RowSet {
  readonly #bits: Uint8Array;

  constructor(readonly most: number) {
    this.#bits = new Uint8Array((most >> 3) + 1);
  }

  has(rowNumber: number): boolean {
    return rowNumber <= this.most && ((this.#bits[rowNumber >> 3] ?? 0) & (1 << (rowNumber & 7))) !== 0;
  }

  /** False when it was in already. */
  add(rowNumber: number): boolean {
    if (this.has(rowNumber)) return false;
    this.#bits[rowNumber >> 3] = (this.#bits[rowNumber >> 3] ?? 0) | (1 << (rowNumber & 7));
    return true;
  }
}
