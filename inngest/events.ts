import { eventType } from "inngest";
import { z } from "zod";
import type { AnnounceDecision } from "@/lib/runs/cancel-run";
import type { AskForRun } from "@/lib/runs/request-run";
import type { AskAgain } from "@/lib/runs/revive-silent-runs";
import { getInngest } from "./client";

/** Events carry ids; what they are about is in the database. */
export const runRequested = eventType("sync/run.requested", {
  schema: z.object({ runId: z.string(), syncId: z.string(), portalId: z.string() }),
});

/** A person has decided about a run that may be waiting: it looks at its row. */
export const runDecided = eventType("sync/run.decided", {
  schema: z.object({ runId: z.string(), decision: z.enum(["approved", "cancelled"]) }),
});

// The event's id is the run's: asking twice begins it once.
export const askForRun: AskForRun = async (request) => {
  await getInngest().send({ id: `run-${request.runId}`, name: runRequested.name, data: request });
};

export const askAgain: AskAgain = async (request, time) => {
  await getInngest().send({ id: `run-${request.runId}-${time}`, name: runRequested.name, data: request });
};

export const announceDecision: AnnounceDecision = async (decided) => {
  await getInngest().send({ id: `${decided.decision}-${decided.runId}`, name: runDecided.name, data: decided });
};
