import type { z } from "zod";
import type * as schemas from "./run-status-schema";

export type RunTrigger = z.infer<typeof schemas.RunTrigger>;
export type RunStatus = z.infer<typeof schemas.RunStatus>;

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
