import { z } from "zod";

export const RunTrigger = z.enum(["manual", "schedule", "api", "retry", "upload"]);
export type RunTrigger = z.infer<typeof RunTrigger>;

export const RunStatus = z.enum([
  "queued",
  "preparing",
  "planning",
  "held",
  "delivering",
  "waiting",
  "finishing",
  "cancelling",
  "completed",
  "completed_with_rejects",
  "failed",
  "stopped",
  "cancelled",
]);
export type RunStatus = z.infer<typeof RunStatus>;

/** True while a run may still change. */
export function isRunLive(status: RunStatus): boolean {
  switch (status) {
    case "completed":
    case "completed_with_rejects":
    case "failed":
    case "stopped":
    case "cancelled":
      return false;
    default:
      return true;
  }
}
