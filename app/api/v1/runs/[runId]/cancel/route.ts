import { createRoute } from "@/app/_server/route";
import { announceDecision } from "@/inngest/events";
import { operations } from "@/lib/api/operations/operations";
import { cancelRun } from "@/lib/runs/cancel-run";
import { getRun } from "@/lib/runs/get-run";

export const POST = createRoute(operations.cancelRun, async ({ actor, params }) => {
  await cancelRun(actor, params, announceDecision);
  return getRun(actor, params);
});
