import { createRoute } from "@/app/_server/route";
import { askForRun } from "@/inngest/events";
import { operations } from "@/lib/api/operations/operations";
import { getRun } from "@/lib/runs/get-run";
import { listRuns } from "@/lib/runs/list-runs";
import { startRun } from "@/lib/runs/start-run";

export const GET = createRoute(operations.listRuns, ({ actor, query }) => listRuns(actor, query));
export const POST = createRoute(operations.startRun, async ({ actor, headers, body }) => {
  const request = { ...body, idempotencyKey: headers["idempotency-key"] };
  return getRun(actor, await startRun(actor, request, askForRun));
});
