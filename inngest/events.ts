import { eventType } from "inngest";
import { z } from "zod";
import type { AnnounceCancel } from "@/lib/runs/cancel-run";
import type { AskForRun } from "@/lib/runs/request-run";
import { getInngest } from "./client";

/** Events carry ids; what they are about is in the database. */
export const runRequested = eventType("sync/run.requested", {
  schema: z.object({ runId: z.string(), syncId: z.string(), portalId: z.string() }),
});

export const runCancelled = eventType("sync/run.cancelled", { schema: z.object({ runId: z.string() }) });

// The event's id is the run's: asking twice begins it once.
export const askForRun: AskForRun = async (request) => {
  await getInngest().send({ id: `run-${request.runId}`, name: runRequested.name, data: request });
};

export const announceCancel: AnnounceCancel = async (cancelled) => {
  await getInngest().send({ id: `cancel-${cancelled.runId}`, name: runCancelled.name, data: cancelled });
};
