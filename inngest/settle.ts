import { AppError, type AppErrorCode, appErrorCodes } from "@/lib/errors";
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
    if (!(error instanceof AppError)) throw error;
    // Of an error that is thrown, Inngest keeps the name and the message.
    if (passing.has(error.code)) throw Object.assign(error, { name: error.code });
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}

/** The end of a run whose step was tried again until it was given up: the code of the refusal, where it was one. */
export function readFailure(error: { name: string; message: string }): RunError {
  const code = appErrorCodes.find((candidate) => candidate === error.name) ?? "gave_up";
  return { code, message: error.message };
}
