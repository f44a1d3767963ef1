/** The times of the calls of the last `intervalMs`; they come in order. */
export class SlidingWindow {
  #times: number[] = [];
  #first = 0;

  /** How many calls are in the window that ends now. */
  count(now: number, intervalMs: number): number {
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? 0) <= now - intervalMs) this.#first += 1;
    if (this.#first > 1000 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  add(now: number, calls: number): void {
    for (let call = 0; call < calls; call += 1) this.#times.push(now);
  }

  /** How long until the oldest call leaves the window. */
  waitMs(now: number, intervalMs: number): number {
    return intervalMs - (now - (this.#times[this.#first] ?? now));
  }
}
