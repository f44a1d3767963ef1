import type { Inngest } from "inngest";
import { cron } from "inngest";
import { sweepFiles } from "@/lib/runs/sweep-files";

/**
 * Every minute: moves files of rejected rows that wait for a workspace's bucket, and deletes those that have to go. Apart
 * from the clock of the syncs, so that a bucket that is slow keeps none of them waiting.
 */
export function createTendFiles(inngest: Inngest) {
  return inngest.createFunction(
    { id: "tend-files", name: "Tend files", triggers: [cron("* * * * *")], retries: 0, concurrency: 1 },
    async ({ step }) => step.run("sweep", () => sweepFiles(new Date())),
  );
}
