import type { AppEvent } from "./event";
import { isMatch } from "./expressions";
import { addToBatch, replaceDebounced } from "./gatherings";
import { bookStart, findRateLimit } from "./pace";
import type { FunctionConfig } from "./registration";
import { startRun } from "./runs";
import type { Transaction } from "./transaction";

/**
 * What becomes of an event that triggers the function: a run, a place among events that are gathered first, or nothing.
 * The order is Inngest's: the rate limit, then batching, then the debounce.
 */
export async function admitEvent(tx: Transaction, config: FunctionConfig, event: AppEvent): Promise<void> {
  const rateLimit = findRateLimit(config, event);
  if (rateLimit !== null && !(await bookStart(tx, rateLimit))) return;
  const { batchEvents, debounce } = config;
  if (batchEvents !== undefined && isMatch(batchEvents.if ?? null, { event })) {
    return addToBatch(tx, { config, options: batchEvents, event });
  }
  if (debounce !== undefined) return replaceDebounced(tx, { config, options: debounce, event });
  await startRun(tx, config, [event]);
}
