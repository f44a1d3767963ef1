/** A list of numbers outside of JavaScript's heap that grows as it is filled. */
export class NumberColumn {
  #numbers = new Float64Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get(row: number): number {
    return this.#numbers[row] ?? 0;
  }

  /** `row` is one that is there, or the next one. */
  set(row: number, value: number): void {
    if (row === this.#numbers.length) {
      const larger = new Float64Array(row * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[row] = value;
    if (row === this.#count) this.#count += 1;
  }

  clear(): void {
    this.#count = 0;
  }
}
