import { z } from "zod";

export const RunTrigger = z.enum(["manual", "schedule", "api", "retry", "upload"]);

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
