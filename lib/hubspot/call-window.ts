/** One call of ours. HubSpot counts it at some moment between its start and its end; only HubSpot knows which. */
export interface OwnCall {
  readonly startedAt: number;
  endedAt: number | null;
  /** False until HubSpot's answer came: what a broken connection took tells nothing of HubSpot. */
  isAnswered: boolean;
  /** A 429: HubSpot counts only what it lets in. */
  isRefused: boolean;
}

/** What HubSpot's window held when it counted one call, that one among them. */
export interface Reading {
  readonly count: number;
  /** The allowance. */
  readonly max: number;
  readonly intervalMs: number;
}

const LATENCIES_KEPT = 32;

/** A reading that exceeds our own calls by no more is put down to answers and calls that overtook each other. */
const TOLERANCE_SHARE = 0.03;
const LEAST_TOLERANCE = 2;

/** The calls of one portal that HubSpot's sliding window may hold: ours, and what its answers show of other people's. */
export class CallWindow {
  /** In the order of their starts. */
  #calls: OwnCall[] = [];
  #latencies: number[] = [];
  #lastEnd = Number.NEGATIVE_INFINITY;
  /** Other people's calls as answers showed them, the latest last. */
  #readings: { readonly countedAt: number; readonly readAt: number; readonly foreign: number }[] = [];

  get inFlight(): number {
    return this.#calls.reduce((sum, { endedAt }) => (endedAt === null ? sum + 1 : sum), 0);
  }

  /** When an answer came last. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /** The slowest of the latest answers, in milliseconds; null before the first. */
  get slowestLatency(): number | null {
    return this.#latencies.length === 0 ? null : Math.max(...this.#latencies.slice(-16));
  }

  start(startedAt: number): OwnCall {
    const call: OwnCall = { startedAt, endedAt: null, isAnswered: false, isRefused: false };
    this.#calls.push(call);
    return call;
  }

  end(call: OwnCall, now: number): void {
    call.endedAt = now;
    this.#lastEnd = now;
    if (!call.isAnswered || call.isRefused) return;
    this.#latencies = [...this.#latencies.slice(1 - LATENCIES_KEPT), now - call.startedAt];
  }

  /** How many calls count, each kept for `spanMs`, and when the next of them leaves: infinity if all are in flight. */
  countCalls(spanMs: number, now: number): { count: number; nextAt: number } {
    // By as much as an answer was slower than the quickest of late, HubSpot may have counted the call later than it
    // counts the next one, whose start may then be that much too near.
    const quickest = Math.min(...this.#latencies);
    let count = 0;
    let nextAt = Number.POSITIVE_INFINITY;
    for (const { startedAt, endedAt, isAnswered } of this.#calls) {
      const lateMs = endedAt === null ? Number.POSITIVE_INFINITY : endedAt - startedAt - (isAnswered ? quickest : 0);
      const until = startedAt + Math.max(0, lateMs) + spanMs;
      if (until <= now) continue;
      count += 1;
      nextAt = Math.min(nextAt, until);
    }
    return { count, nextAt };
  }

  /**
   * Compares what HubSpot counted with what we sent, be it that it counts calls as they come or as it answers them. What
   * is left beyond the tolerance is other people's.
   */
  read(call: OwnCall, { count, max, intervalMs }: Reading, now: number): void {
    let started = 0;
    let ended = 0;
    for (const other of this.#calls) {
      if (other.isRefused) continue;
      if (other.startedAt > call.startedAt - intervalMs && other.startedAt <= call.startedAt) started += 1;
      // The call itself is being answered just now.
      const end = other === call ? now : other.endedAt;
      if (end !== null && end > now - intervalMs) ended += 1;
    }
    const difference = Math.max(0, count - Math.max(started, ended));
    const isForeign = difference > Math.max(LEAST_TOLERANCE, max * TOLERANCE_SHARE);
    const readings = this.#readings.filter(({ readAt }) => readAt > now - intervalMs);
    this.#readings = [...readings, { countedAt: call.startedAt, readAt: now, foreign: isForeign ? difference : 0 }];
  }

  /**
   * How many calls of other people a call would find that starts now, and until when at most. What answers show is as
   * old as they took to come; traffic that has grown lately is taken to have grown on since.
   */
  readForeign(intervalMs: number, now: number): { count: number; until: number } {
    const latest = this.#readings.at(-1);
    if (!latest || latest.readAt + intervalMs <= now) return { count: 0, until: now };
    // Answers overtake each other: of a tenth of the window the highest figure counts.
    const recent = this.#readings.filter(({ readAt }) => readAt >= latest.readAt - intervalMs / 10);
    const highest = recent.reduce((one, other) => (other.foreign > one.foreign ? other : one), latest);
    if (highest.foreign === 0) return { count: 0, until: now };
    const lookBackMs = intervalMs / 5;
    const earlier = this.#readings.find(({ countedAt }) => countedAt >= highest.countedAt - lookBackMs) ?? highest;
    const growth = Math.max(0, highest.foreign - earlier.foreign) / lookBackMs;
    const aheadMs = Math.min(now - highest.countedAt, 2 * (this.slowestLatency ?? 0));
    const count = Math.ceil(highest.foreign + growth * aheadMs);
    return { count, until: latest.readAt + intervalMs };
  }

  /** Drops what no reading can speak of any more. */
  forget(spanMs: number, now: number): void {
    const oldestInFlight = this.#calls.find(({ endedAt }) => endedAt === null)?.startedAt ?? now;
    const first = this.#calls.findIndex(
      (call) => call.endedAt === null || call.endedAt + spanMs > Math.min(now, oldestInFlight),
    );
    this.#calls = first < 0 ? [] : this.#calls.slice(first);
  }
}
