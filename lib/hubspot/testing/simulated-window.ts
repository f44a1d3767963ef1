import type { Learn } from "../limiter";

export interface SimulatedWindowOptions {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly max: number;
  readonly intervalMs?: number;
  /** By how much the window is longer than the headers say. */
  readonly hiddenMs?: number;
  /** From start to answer; asked for each call. */
  readonly latencyMs: () => number;
  /** How much of it is the way there; asked for each call. */
  readonly wayMs?: () => number;
  /** Whether a call counts when it is answered instead of when it arrives. */
  readonly countsWhenAnswered?: boolean;
}

/** HubSpot's sliding window as its guidelines describe it. What it refuses doesn't count. */
export function createSimulatedWindow(options: SimulatedWindowOptions) {
  const { now, sleep, max, intervalMs = 10_000, hiddenMs = 0 } = options;
  const isCounted = (at: number) => at > now() - intervalMs - hiddenMs;
  let times: number[] = [];
  const admitted: number[] = [];
  const refused: number[] = [];

  function count() {
    times = times.filter(isCounted);
    const isRefused = times.length >= max;
    (isRefused ? refused : admitted).push(now());
    if (!isRefused) times.push(now());
    const headers = new Headers({
      "x-hubspot-ratelimit-max": String(max),
      "x-hubspot-ratelimit-remaining": String(max - times.length),
      "x-hubspot-ratelimit-interval-milliseconds": String(intervalMs),
    });
    return { status: isRefused ? 429 : 200, headers };
  }

  return {
    admitted,
    refused,
    /** One call of ours, from start to answer. */
    async call(learn: Learn): Promise<number> {
      const latencyMs = options.latencyMs();
      const wayMs = Math.min(latencyMs, options.wayMs?.() ?? 0);
      await sleep(options.countsWhenAnswered ? latencyMs : wayMs);
      const answer = count();
      if (!options.countsWhenAnswered) await sleep(latencyMs - wayMs);
      learn(answer);
      return answer.status;
    },
    /** Calls of somebody else, all at once. */
    takeForeign(calls: number): void {
      times = times.filter(isCounted);
      for (let taken = 0; taken < calls && times.length < max; taken += 1) times.push(now());
    },
  };
}
