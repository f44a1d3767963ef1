import type { Inngest } from "inngest";
import { cron } from "inngest";
import { tendConnections } from "@/lib/connections/tend-connections";
import { fireDueSyncs } from "@/lib/runs/fire-due-syncs";
import { reviveQueuedRuns } from "@/lib/runs/request-run";
import { askForRun } from "../events";

/** Every minute: starts the syncs whose time has come, and runs that were asked for and never begun; looks after connections. */
export function createDueSyncs(inngest: Inngest) {
  return inngest.createFunction(
    { id: "due-syncs", name: "Start due syncs", triggers: [cron("* * * * *")], retries: 0, concurrency: 1 },
    async ({ step }) => {
      const fired = await step.run("fire", () => fireDueSyncs(new Date(), askForRun));
      const revived = await step.run("revive", () => reviveQueuedRuns(new Date(), askForRun));
      const tended = await step.run("tend", () => tendConnections(new Date()));
      return { ...fired, revived, ...tended };
    },
  );
}
