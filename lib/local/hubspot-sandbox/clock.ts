/** The sandbox's time: the machine's, moved forward as tests ask, so that nobody waits half an hour for a token. */
export class Clock {
  #offsetMs = 0;

  get offsetMs(): number {
    return this.#offsetMs;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(byMs: number): void {
    this.#offsetMs += byMs;
  }

  restore(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }
}
