import type { AppEvent } from "./event";
import { evaluateKey } from "./expressions";
import type { FunctionConfig } from "./registration";

/** The limits that hold for the steps of a run: at most `limits[i]` steps with `keys[i]` run at a time. */
export interface Concurrency {
  readonly keys: readonly string[];
  readonly limits: readonly number[];
}

/** What a run may share its steps with: its own function, or every function with the same key. */
export function findConcurrency(config: FunctionConfig, event: AppEvent): Concurrency {
  const options = (config.concurrency ?? []).filter(({ limit }) => limit > 0);
  return {
    keys: options.map(({ scope = "fn", key }) => {
      const group = key === undefined ? "" : (evaluateKey(key, event) ?? "");
      return scope === "fn" ? `fn:${config.id}:${group}` : `${scope}:${group}`;
    }),
    limits: options.map(({ limit }) => limit),
  };
}

export interface Candidate extends Concurrency {
  readonly id: string;
}

/** The first `count` candidates that fit beside the steps that run already, counted by key in `running`. */
export function chooseFitting<Job extends Candidate>(
  candidates: readonly Job[],
  running: ReadonlyMap<string, number>,
  count: number,
): Job[] {
  const taken = new Map(running);
  const chosen: Job[] = [];
  for (const candidate of candidates) {
    const { keys, limits } = candidate;
    if (chosen.length >= count) break;
    const isFull = keys.some((key, index) => (taken.get(key) ?? 0) >= (limits[index] ?? 0));
    if (isFull) continue;
    for (const key of keys) taken.set(key, (taken.get(key) ?? 0) + 1);
    chosen.push(candidate);
  }
  return chosen;
}
