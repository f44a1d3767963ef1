export interface CallCount {
  readonly method: string;
  /** As it was called, with record ids and property names as `{…}`. */
  readonly path: string;
  readonly count: number;
  readonly statuses: Readonly<Record<string, number>>;
}

export class CallCounts {
  readonly #counts = new Map<string, CallCount>();
  #written = 0;

  /** How many inputs of batches were written. */
  get written(): number {
    return this.#written;
  }

  addWritten(inputs: number): void {
    this.#written += inputs;
  }

  /** `outcome` is a status, or the fault that took its place. */
  add(method: string, path: string, outcome: string): void {
    const key = `${method} ${path}`;
    const known = this.#counts.get(key) ?? { method, path, count: 0, statuses: {} };
    this.#counts.set(key, {
      ...known,
      count: known.count + 1,
      statuses: { ...known.statuses, [outcome]: (known.statuses[outcome] ?? 0) + 1 },
    });
  }

  list(): readonly CallCount[] {
    return [...this.#counts.values()];
  }

  reset(): void {
    this.#counts.clear();
    this.#written = 0;
  }
}
