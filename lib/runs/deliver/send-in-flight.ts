import { WithdrawnCall } from "../../hubspot/client";
import { MOST_IN_FLIGHT } from "../../hubspot/limiter";

export interface Batch<T> {
  readonly batch: number;
  readonly items: readonly T[];
}

/** Sends a batch and records it; true when a person has stopped the run. `isGoingOn` is asked before its first call. */
export type SendBatch<T> = (batch: Batch<T>, isGoingOn: () => boolean) => Promise<boolean>;

/**
 * Sends batches, as many in flight as the limiter lets go. True when a person stopped the run; an error is thrown when all
 * that flew has landed.
 */
export async function sendInFlight<T>(batches: readonly Batch<T>[], send: SendBatch<T>): Promise<boolean> {
  const queue = [...batches];
  let isStopped = false;
  const failures: unknown[] = [];
  const isGoingOn = () => !isStopped && failures.length === 0;
  const work = async () => {
    for (let next = queue.shift(); next && isGoingOn(); next = queue.shift()) {
      try {
        if (await send(next, isGoingOn)) isStopped = true;
      } catch (error) {
        if (!(error instanceof WithdrawnCall)) failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: MOST_IN_FLIGHT }, work));
  if (failures.length > 0) throw failures[0];
  return isStopped;
}
