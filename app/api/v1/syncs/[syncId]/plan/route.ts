import { createRoute } from "@/app/_server/route";
import { askForRun } from "@/inngest/events";
import { operations } from "@/lib/api/operations/operations";
import { getRun } from "@/lib/runs/get-run";
import { startDryRun } from "@/lib/runs/start-dry-run";

export const POST = createRoute(operations.planSync, async ({ actor, params, headers, body }) => {
  const request = { ...params, draft: body?.draft, idempotencyKey: headers["idempotency-key"] };
  return getRun(actor, await startDryRun(actor, request, askForRun));
});
