import { MAX_BATCH } from "./batches";
import type { WriteMode } from "./types";

/** What a plan would have delivered, in rows a chunk. */
export interface PlannedChunks {
  readonly mode: WriteMode;
  /** Rows are matched by HubSpot's record id. */
  readonly isByRecordId: boolean;
  /** Some properties aren't always written. */
  readonly hasRules: boolean;
  readonly rows: readonly number[];
  /** Records of vanished rows. */
  readonly removals: { readonly kind: "clear" | "archive"; readonly records: readonly number[] };
}

/** The calls that delivering takes where HubSpot refuses no row: what it refuses is narrowed down with more of them. */
export function countCalls({ mode, isByRecordId, hasRules, rows, removals }: PlannedChunks): number {
  // Whoever only creates or only updates looks first which records exist; by the record id there is nothing to look up.
  // What isn't always written depends on what the records hold, so that they are looked at, too.
  const callsABatch = (mode === "upsert" || isByRecordId) && !hasRules ? 1 : 2;
  // What was archived is looked up, since HubSpot's answer doesn't tell.
  const callsARemoval = removals.kind === "archive" ? 2 : 1;
  return countBatches(rows) * callsABatch + countBatches(removals.records) * callsARemoval;
}

function countBatches(chunks: readonly number[]): number {
  return chunks.reduce((sum, items) => sum + Math.ceil(items / MAX_BATCH), 0);
}

/** So many calls in so many milliseconds. */
export interface Allowance {
  readonly calls: number;
  readonly intervalMs: number;
}

/** HubSpot's smallest, for as long as it hasn't told a portal's own. */
export const smallestAllowance: Allowance = { calls: 100, intervalMs: 10_000 };

/**
 * How long so many calls take at an even pace, in whole seconds, where a share of the allowance, 0 to 0.9, is left to
 * others; and which share of the allowance they use meanwhile.
 */
export function forecastCalls(
  calls: number,
  allowance: Allowance,
  reserveShare: number,
): { seconds: number; share: number } {
  const budget = Math.max(1, Math.floor(allowance.calls * (1 - reserveShare) + 1e-9));
  return {
    seconds: Math.ceil((calls * allowance.intervalMs) / budget / 1_000),
    share: Math.min(calls, budget) / allowance.calls,
  };
}
