import type { Inngest } from "inngest";
import { cron } from "inngest";
import { tendConnections } from "@/lib/connections/tend-connections";
import { fireDueSyncs } from "@/lib/runs/fire-due-syncs";
import { reviveQueuedRuns } from "@/lib/runs/request-run";
import { reviveSilentRuns } from "@/lib/runs/revive-silent-runs";
import { sweepEndedRuns } from "@/lib/runs/sweep-ended-runs";
import { sweepUploads } from "@/lib/runs/upload/sweep-uploads";
import { askAgain, askForRun } from "../events";

/**
 * Every minute: starts the syncs whose time has come; asks again for runs that nothing has begun, and for those that have
 * gone silent; looks after connections; sweeps up after runs that have ended.
 */
export function createDueSyncs(inngest: Inngest) {
  return inngest.createFunction(
    { id: "due-syncs", name: "Start due syncs", triggers: [cron("* * * * *")], retries: 0, concurrency: 1 },
    async ({ step }) => {
      const fired = await step.run("fire", () => fireDueSyncs(new Date(), askForRun));
      const revived = await step.run("revive", () => reviveQueuedRuns(new Date(), askForRun));
      const revivedSilent = await step.run("revive-silent", () => reviveSilentRuns(new Date(), askAgain));
      const tended = await step.run("tend", () => tendConnections(new Date()));
      const swept = await step.run("sweep", () => sweepEndedRuns(new Date()));
      const sweptUploads = await step.run("sweep-uploads", () => sweepUploads(new Date()));
      return { ...fired, revived, revivedSilent, ...tended, swept, sweptUploads };
    },
  );
}
