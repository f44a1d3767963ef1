import { createRoute } from "@/app/_server/route";
import { askForRun } from "@/inngest/events";
import { operations } from "@/lib/api/operations/operations";
import { getRun } from "@/lib/runs/get-run";
import { startRetry } from "@/lib/runs/start-retry";

export const POST = createRoute(operations.retryRun, async ({ actor, params, headers, body }) => {
  const retry = { ...params, ...body, idempotencyKey: headers["idempotency-key"] };
  return getRun(actor, await startRetry(actor, retry, askForRun));
});
