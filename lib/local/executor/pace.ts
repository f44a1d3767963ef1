import { parseDurationMs } from "./durations";
import type { AppEvent } from "./event";
import { evaluateKey } from "./expressions";
import type { FunctionConfig } from "./registration";
import type { Transaction } from "./transaction";

/**
 * Starts that share `key` are spread by the generic cell rate algorithm: one every `everyMs`, and up to `ahead` more at
 * once where nothing has started for a while.
 */
export interface Pace {
  readonly key: string;
  readonly everyMs: number;
  readonly ahead: number;
}

/** What the starts of a throttled function wait for; null where it isn't throttled. In a period start `limit + burst` at most. */
export function findThrottle({ id, throttle }: FunctionConfig, event: AppEvent): Pace | null {
  if (throttle === undefined) return null;
  const { limit, period, burst, key } = throttle;
  return makePace(`throttle:${id}`, { limit, period, key, ahead: burst }, event);
}

/** Past what the starts of a rate limited function are dropped; as at Inngest, a tenth of the limit may come at once. */
export function findRateLimit({ id, rateLimit }: FunctionConfig, event: AppEvent): Pace | null {
  if (rateLimit === undefined) return null;
  return makePace(`rate:${id}`, { ...rateLimit, ahead: Math.floor(rateLimit.limit / 10) }, event);
}

/**
 * Books a start if one is free now. `booked_until` is when the starts that were let through would be used up at the
 * plain pace: it may lie ahead of now by what may come at once.
 */
export async function bookStart(tx: Transaction, { key, everyMs, ahead }: Pace): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into executor.pace (key, booked_until) values ($1, now() + $2::float8 * interval '1 ms')
     on conflict (key) do update set booked_until = greatest(pace.booked_until, now()) + $2::float8 * interval '1 ms'
     where pace.booked_until <= now() + $3::float8 * interval '1 ms'`,
    [key, everyMs, everyMs * ahead],
  );
  return rowCount === 1;
}

interface Rate {
  readonly limit: number;
  readonly period: string;
  readonly key?: string | undefined;
  readonly ahead: number;
}

function makePace(name: string, { limit, period, key, ahead }: Rate, event: AppEvent): Pace {
  const group = key === undefined ? "" : (evaluateKey(key, event) ?? "");
  return { key: `${name}:${group}`, everyMs: (parseDurationMs(period) ?? 0) / limit, ahead };
}
