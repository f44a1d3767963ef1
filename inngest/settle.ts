import { AppError, type AppErrorCode } from "@/lib/errors";
import type { RunError } from "@/lib/runs/finish-run";

/** What a step came to: its result, or a refusal that trying again would not change. */
export type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RunError };

// These pass by themselves: the step is tried again, with Inngest's waits in between.
const passing: ReadonlySet<AppErrorCode> = new Set([
  "source_unreachable",
  "source_timeout",
  "hubspot_unreachable",
  "hubspot_rate_limited",
  "storage_failed",
]);

/** Turns a refusal that was foreseen into a result, so that the run ends with its reason; all else is thrown. */
export async function settle<T>(work: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof AppError) || passing.has(error.code)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}
