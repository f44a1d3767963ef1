/** Calls since midnight in each account's time zone, its apps together. */
export class DailyCounts {
  readonly #counts = new Map<string, { day: string; calls: number }>();
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  count(key: string, timeZone: string, now: number): number {
    return this.#today(key, timeZone, now).calls;
  }

  add(key: string, timeZone: string, now: number, calls: number): void {
    this.#today(key, timeZone, now).calls += calls;
  }

  #today(key: string, timeZone: string, now: number): { day: string; calls: number } {
    const day = this.#formatOf(timeZone).format(now);
    const known = this.#counts.get(key);
    if (known?.day === day) return known;
    const fresh = { day, calls: 0 };
    this.#counts.set(key, fresh);
    return fresh;
  }

  #formatOf(timeZone: string): Intl.DateTimeFormat {
    const known = this.#formats.get(timeZone);
    if (known !== undefined) return known;
    const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
    this.#formats.set(timeZone, format);
    return format;
  }
}
