import type { Inngest } from "inngest";
import { deliverChunks } from "@/lib/runs/deliver/deliver-chunks";
import { finishRun, markDelivered } from "@/lib/runs/finish-run";
import { planRun } from "@/lib/runs/plan/plan-run";
import { prepareRun } from "@/lib/runs/prepare-run";
import { runCancelled, runRequested } from "../events";
import { readFailure, settle } from "../settle";

// Inngest replays every finished step at each call: a run of many chunks delivers several of them in a step.
const MOST_DELIVERIES = 400;

/** Carries out a run: prepare, plan, deliver, finish. What each step does, and what makes it safe to repeat, is in lib/runs. */
export function createRunSync(inngest: Inngest) {
  return inngest.createFunction(
    {
      id: "run-sync",
      name: "Run a sync",
      triggers: [runRequested],
      retries: 4,
      idempotency: "event.data.runId",
      // One step at a time for a portal, so that its rate limit has one owner; steps of different syncs take turns.
      concurrency: [
        { key: "event.data.syncId", limit: 1 },
        { key: "event.data.portalId", limit: 1 },
      ],
      onFailure: async ({ event, step, error }) => {
        const { runId } = runRequested.schema.parse(event.data.event.data);
        await step.run("fail", () => finishRun(runId, readFailure(error)));
      },
    },
    async ({ event, step }) => {
      const { runId } = event.data;
      const prepared = await step.run("prepare", () => settle(() => prepareRun(runId)));
      if (!prepared.ok) return step.run("refuse", () => finishRun(runId, prepared.error));
      if (prepared.value.isOver) return step.run("end", () => finishRun(runId, null));

      const planned = await step.run("plan", () => settle(() => planRun(runId)));
      if (!planned.ok) return step.run("refuse", () => finishRun(runId, planned.error));
      if (planned.value.isOver) return step.run("end", () => finishRun(runId, null));

      const chunks = planned.value.chunks;
      const chunksAStep = Math.ceil(chunks / MOST_DELIVERIES) || 1;
      for (let first = 0; first < chunks; first += chunksAStep) {
        const indexes = { first, last: Math.min(first + chunksAStep, chunks) - 1 };
        for (let turn = 1; ; turn += 1) {
          const id = turn === 1 ? `deliver-${first}` : `deliver-${first}-again-${turn}`;
          const delivered = await step.run(id, () => settle(() => deliverChunks(runId, indexes)));
          if (!delivered.ok) return step.run("refuse", () => finishRun(runId, delivered.error));
          if (delivered.value.kind === "over") return step.run("end", () => finishRun(runId, null));
          if (delivered.value.kind === "delivered") break;
          // HubSpot asked for a long wait. A person who cancels meanwhile isn't kept waiting.
          await step.waitForEvent(`pause-${first}-${turn}`, {
            event: runCancelled,
            timeout: `${Math.ceil(delivered.value.forMs / 1000)}s`,
            if: "event.data.runId == async.data.runId",
          });
        }
      }
      await step.run("finish", async () => {
        await markDelivered(runId);
        await finishRun(runId, null);
      });
    },
  );
}
