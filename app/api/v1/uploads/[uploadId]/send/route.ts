import { createRoute } from "@/app/_server/route";
import { askForRun } from "@/inngest/events";
import { operations } from "@/lib/api/operations/operations";
import { getRun } from "@/lib/runs/get-run";
import { sendUpload } from "@/lib/runs/upload/send-upload";

export const POST = createRoute(operations.sendUpload, async ({ actor, params, headers }) => {
  const { runId } = await sendUpload(actor, { ...params, idempotencyKey: headers["idempotency-key"] }, askForRun);
  return getRun(actor, { runId });
});
