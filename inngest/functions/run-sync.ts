import type { Inngest } from "inngest";
import type { DeliveryResult } from "@/lib/runs/deliver/deliver-chunk";
import { deliverChunks } from "@/lib/runs/deliver/deliver-chunks";
import { finishRun, markDelivered } from "@/lib/runs/finish-run";
import { type GuardResult, guardRun } from "@/lib/runs/guard-run";
import { type PlanResult, planRun } from "@/lib/runs/plan/plan-run";
import { type PrepareResult, prepareRun } from "@/lib/runs/prepare-run";
import { runDecided, runRequested } from "../events";
import { readFailure, settle } from "../settle";

type StepResult = PrepareResult | PlanResult | GuardResult | DeliveryResult;

// Inngest replays every finished step at each call: a run of many chunks delivers several of them in a step.
const MOST_DELIVERIES = 400;

/** Carries out a run: prepare, plan, guard, deliver, finish. What each step does, and what makes it safe to repeat, is in lib/runs. */
export function createRunSync(inngest: Inngest) {
  return inngest.createFunction(
    {
      id: "run-sync",
      name: "Run a sync",
      triggers: [runRequested],
      retries: 4,
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

      /**
       * Takes a step, again after each wait for HubSpot or for a person. Null when there is nothing left to do here: the
       * run has been ended, or is seen to by another execution.
       */
      const take = async (name: string, work: () => Promise<StepResult>) => {
        for (let turn = 1; ; turn += 1) {
          const id = turn === 1 ? name : `${name}-again-${turn}`;
          const settled = await step.run(id, () => settle(work));
          if (!settled.ok || settled.value.kind === "over") {
            await step.run("end", () => finishRun(runId, settled.ok ? null : settled.error));
            return null;
          }
          if (settled.value.kind === "taken") return null;
          if (settled.value.kind !== "paused" && settled.value.kind !== "held") return settled.value;
          // A person who decides meanwhile isn't kept waiting.
          await step.waitForEvent(`${name}-wait-${turn}`, {
            event: runDecided,
            timeout: `${Math.ceil(settled.value.forMs / 1000)}s`,
            if: "event.data.runId == async.data.runId",
          });
        }
      };

      if (!(await take("prepare", () => prepareRun(runId)))) return;
      const plan = await take("plan", () => planRun(runId));
      if (plan?.kind !== "planned") return;
      if (!(await take("guard", () => guardRun(runId)))) return;
      const chunksAStep = Math.ceil(plan.chunks / MOST_DELIVERIES) || 1;
      for (let first = 0; first < plan.chunks; first += chunksAStep) {
        const last = Math.min(first + chunksAStep, plan.chunks) - 1;
        if (!(await take(`deliver-${first}`, () => deliverChunks(runId, { first, last })))) return;
      }
      await step.run("finish", async () => {
        await markDelivered(runId);
        await finishRun(runId, null);
      });
    },
  );
}
