import { createRoute } from "@/app/_server/route";
import { announceDecision } from "@/inngest/events";
import { operations } from "@/lib/api/operations/operations";
import { approveRun } from "@/lib/runs/approve-run";
import { getRun } from "@/lib/runs/get-run";

export const POST = createRoute(operations.approveRun, async ({ actor, params }) => {
  await approveRun(actor, params, announceDecision);
  return getRun(actor, params);
});
