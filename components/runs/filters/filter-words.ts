import type { EndedWithin, RunFilter, RunStatusFilter } from "@/lib/api/run-filter";
import type { RunTrigger } from "@/lib/api/run-status";
import { runStatusLooks } from "../run-status-badge";

export const statusWords: Readonly<Record<RunStatusFilter, string>> = {
  live: "Under way",
  ...mapWords(runStatusLooks),
};

/** In the order in which somebody looks for them: what ended and how, then what is under way. */
export const statusOrder: readonly RunStatusFilter[] = [
  "completed",
  "completed_with_rejects",
  "failed",
  "stopped",
  "cancelled",
  "live",
  "held",
  "waiting",
  "queued",
  "preparing",
  "planning",
  "delivering",
  "finishing",
  "cancelling",
];

export const triggerWords: Readonly<Record<RunTrigger, string>> = {
  manual: "Manual",
  schedule: "Schedule",
  api: "API",
  retry: "Retry",
  upload: "Upload",
};

export const triggerOrder: readonly RunTrigger[] = ["manual", "schedule", "api", "retry", "upload"];

export const kindWords: Readonly<Record<NonNullable<RunFilter["kind"]>, string>> = {
  real: "Runs that send",
  dry: "Dry runs",
};

export const kindOrder: readonly NonNullable<RunFilter["kind"]>[] = ["real", "dry"];

export const endedWords: Readonly<Record<EndedWithin, string>> = {
  "1h": "Ended in the last hour",
  "24h": "Ended in the last 24 hours",
  "7d": "Ended in the last 7 days",
  "30d": "Ended in the last 30 days",
};

export const endedOrder: readonly EndedWithin[] = ["1h", "24h", "7d", "30d"];

function mapWords<K extends string>(looks: Readonly<Record<K, { readonly word: string }>>): Record<K, string> {
  const entries = Object.entries<{ readonly word: string }>(looks).map(([name, { word }]) => [name, word]);
  // Each name of the looks has its word.
  return Object.fromEntries(entries) as Record<K, string>;
}
