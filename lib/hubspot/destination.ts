import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { MAX_BATCH, type Target, writeBatch } from "./batch-calls";
import { narrowDown } from "./narrow-down";
import { readBack } from "./read-back";
import { reconcile } from "./reconcile";

export interface Destination {
  /**
   * Writes up to 100 inputs with distinct traces and distinct match values, and returns exactly one outcome for each, in
   * their order. Throws what concerns every row: `HubSpotPause`, `HubSpotRefusal` (`hubspot_refused`) and `AppError` with
   * `hubspot_scope_missing`, `hubspot_reconnect`, `hubspot_rate_limited` or `hubspot_unreachable`. Calling again with the
   * same inputs is safe after any of them.
   */
  write(inputs: readonly WriteInput[]): Promise<WriteOutcome[]>;
}

/**
 * Records of one object type in one portal. `matchProperty` has unique values, or is `email` of contacts; with
 * `hs_object_id` records are updated by their id and never created.
 */
export function createDestination(target: Target): Destination {
  return {
    async write(inputs) {
      if (inputs.length > MAX_BATCH)
        throw new RangeError(`A batch has at most ${MAX_BATCH} inputs, not ${inputs.length}.`);
      if (new Set(inputs.map(({ trace }) => trace)).size < inputs.length) {
        throw new RangeError("Two inputs of a batch have the same trace.");
      }
      return narrowDown(inputs, target.matchProperty, (group) => deliver(target, group));
    },
  };
}

async function deliver(target: Target, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const report = await writeBatch(target, inputs);
  const { outcomes, unnamed } = reconcile(inputs, report, target.matchProperty);
  if (unnamed.length === 0) return [...outcomes.values()];
  return [...outcomes.values(), ...(await readBack(target, unnamed, report.correlationId))];
}
