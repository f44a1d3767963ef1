import type { RunView } from "@/lib/api/runs";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { type DeliveryResult, deliverChunk } from "@/lib/runs/deliver/deliver-chunk";
import { finishRun, markDelivered } from "@/lib/runs/finish-run";
import { getRun } from "@/lib/runs/get-run";
import { guardRun } from "@/lib/runs/guard-run";
import type { Paused } from "@/lib/runs/or-pause";
import { type PlanResult, planRun } from "@/lib/runs/plan/plan-run";
import { type PrepareResult, prepareRun } from "@/lib/runs/prepare-run";
import { type StartDryRun, startDryRun } from "@/lib/runs/start-dry-run";
import { type StartRetry, startRetry } from "@/lib/runs/start-retry";
import { startRun } from "@/lib/runs/start-run";

/** Starts a run that nobody carries out. */
export async function beginRun(actor: Actor, syncId: string): Promise<string> {
  return (await startRun(actor, { syncId }, async () => {})).runId;
}

/** Starts a run and makes its plan. */
export async function planNewRun(actor: Actor, syncId: string): Promise<string> {
  const runId = await beginRun(actor, syncId);
  await prepareRun(runId);
  await planRun(runId);
  return runId;
}

export interface Happenings {
  /** Between two chunks. */
  afterChunk?(index: number): Promise<void>;
  /** When HubSpot asks for a wait that is too long for a step; the run goes on when it has passed. */
  onPause?(forMs: number): Promise<void>;
  /** When a guard holds the plan; the run looks again when somebody has decided. */
  onHold?(): Promise<void>;
}

/** Takes a run through its steps to its end, as the job does; a refusal that was foreseen becomes its error. */
export async function carryOut(runId: string, { afterChunk, onPause, onHold }: Happenings = {}): Promise<void> {
  const untilDone = async <T extends { kind: string }>(work: () => Promise<T | Paused>): Promise<T> => {
    for (;;) {
      const result = await work();
      if (!isPaused(result)) return result;
      if (!onPause) throw new Error("HubSpot asked for a long wait.");
      await onPause(result.forMs);
    }
  };
  try {
    const prepared = await untilDone<Exclude<PrepareResult, Paused>>(() => prepareRun(runId));
    if (prepared.kind === "over") return await finishRun(runId, null);
    const plan = await untilDone<Exclude<PlanResult, Paused>>(() => planRun(runId));
    if (plan.kind === "over") return await finishRun(runId, null);
    for (let guarded = await guardRun(runId); guarded.kind !== "open"; guarded = await guardRun(runId)) {
      if (guarded.kind === "over") return await finishRun(runId, null);
      if (!onHold) throw new Error("A guard holds the run.");
      await onHold();
    }
    for (let index = 0; index < plan.chunks; index += 1) {
      const delivery = await untilDone<Exclude<DeliveryResult, Paused>>(() => deliverChunk(runId, index));
      if (delivery.kind === "over") return await finishRun(runId, null);
      if (delivery.kind === "taken") return;
      await afterChunk?.(index);
    }
    await markDelivered(runId);
    await finishRun(runId, null);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await finishRun(runId, { code: error.code, message: error.message });
  }
}

function isPaused(result: { kind: string }): result is Paused {
  return result.kind === "paused";
}

/** Runs a sync from start to end. */
export async function runToEnd(actor: Actor, syncId: string): Promise<RunView> {
  const runId = await beginRun(actor, syncId);
  await carryOut(runId);
  return getRun(actor, { runId });
}

/** Checks all rows of a sync, or of a draft of it, from start to end. */
export async function checkToEnd(actor: Actor, syncId: string, draft: StartDryRun["draft"] = null): Promise<RunView> {
  const { runId } = await startDryRun(actor, { syncId, draft }, async () => {});
  await carryOut(runId);
  return getRun(actor, { runId });
}

/** Retries rejected rows of a run from start to end. */
export async function retryToEnd(actor: Actor, retry: StartRetry): Promise<RunView> {
  const { runId } = await startRetry(actor, retry, async () => {});
  await carryOut(runId);
  return getRun(actor, { runId });
}
