import { z } from "zod";
import { parseDurationMs, parseSleepMs } from "./durations";
import { makeInternalEvent } from "./event";
import { findExpressionFault } from "./expressions";
import { finishRun } from "./finish-run";
import { findFunction } from "./functions";
import { pushJob } from "./jobs";
import { limits } from "./limits";
import { breach, discover, memoise } from "./memos";
import { bookStart, findRateLimit } from "./pace";
import { startRun } from "./runs";
import type { Transaction } from "./transaction";

const id = z.string().min(1);
const parallelMode = z
  .undefined({ error: "parallel steps that race (group.parallel); Promise.all is there" })
  .optional();
const stepOptions = z.looseObject({ parallelMode }).optional();

/** What the SDK says that a function has done or wants done. */
export const Operation = z.discriminatedUnion(
  "op",
  [
    z.object({ op: z.literal("StepRun"), id, data: z.unknown() }),
    z.object({ op: z.literal("StepError"), id, error: z.unknown() }),
    z.object({ op: z.literal("StepFailed"), id, error: z.unknown() }),
    z.object({ op: z.literal("StepPlanned"), id, opts: stepOptions }),
    z.object({ op: z.literal("Sleep"), id, name: z.string(), opts: stepOptions }),
    z.object({
      op: z.literal("WaitForEvent"),
      id,
      name: z.string().min(1),
      opts: z.looseObject({ timeout: z.string(), if: z.string().optional(), parallelMode }),
    }),
    z.object({
      op: z.literal("InvokeFunction"),
      id,
      opts: z.looseObject({
        function_id: z.string().min(1),
        payload: z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() }).optional(),
        timeout: z.string().optional(),
        parallelMode,
      }),
    }),
    z.object({ op: z.literal("RunComplete"), id, data: z.unknown() }),
    z.object({ op: z.literal("DiscoveryRequest"), id }),
  ],
  {
    error: ({ input }) => `the step ${z.looseObject({ op: z.string() }).safeParse(input).data?.op ?? "without a name"}`,
  },
);
export type Operation = z.infer<typeof Operation>;
type OperationOf<Code extends Operation["op"]> = Extract<Operation, { op: Code }>;

/** Carries out what the SDK said, in its order; the run is locked, and the job that called it is gone. */
export async function applyOperations(tx: Transaction, runId: string, operations: readonly Operation[]): Promise<void> {
  for (const operation of operations) await applyOperation(tx, runId, operation);
  const completion = operations.find((operation) => operation.op === "RunComplete");
  if (completion === undefined) return discover(tx, runId);
  await finishRun(tx, runId, { status: "completed", output: completion.data ?? null });
}

async function applyOperation(tx: Transaction, runId: string, operation: Operation): Promise<void> {
  switch (operation.op) {
    case "StepRun":
      return memoise(tx, runId, operation.id, { type: "data", data: operation.data ?? null });
    case "StepError":
    case "StepFailed":
      return memoise(tx, runId, operation.id, { type: "error", error: operation.error ?? null });
    case "StepPlanned":
      return pushJob(tx, { runId, kind: "step", stepId: operation.id });
    case "Sleep":
      return sleep(tx, runId, operation);
    case "WaitForEvent":
      return waitForEvent(tx, runId, operation);
    case "InvokeFunction":
      return invokeFunction(tx, runId, operation);
    case "RunComplete":
    case "DiscoveryRequest":
      return;
    default:
      return operation satisfies never;
  }
}

async function sleep(tx: Transaction, runId: string, { id: stepId, name }: OperationOf<"Sleep">): Promise<void> {
  const delayMs = parseSleepMs(name, new Date());
  if (!isPossibleWait(tx, runId, name, delayMs)) return;
  await pushJob(tx, { runId, kind: "sleep", stepId, delayMs });
}

async function waitForEvent(tx: Transaction, runId: string, operation: OperationOf<"WaitForEvent">): Promise<void> {
  const { id: stepId, name, opts } = operation;
  const delayMs = parseSleepMs(opts.timeout, new Date());
  if (!isPossibleWait(tx, runId, opts.timeout, delayMs)) return;
  const fault = opts.if === undefined ? null : findExpressionFault(opts.if);
  if (fault !== null) return breach(tx, runId, "BadExpression", `"${opts.if}" is no CEL expression: ${fault}`);
  await addWait(tx, runId, stepId, { eventName: name, expression: opts.if ?? null });
  await pushJob(tx, { runId, kind: "wait_timeout", stepId, delayMs });
}

async function invokeFunction(tx: Transaction, runId: string, operation: OperationOf<"InvokeFunction">): Promise<void> {
  const { id: stepId, opts } = operation;
  const config = await findFunction(tx, opts.function_id);
  if (config === null) {
    const error = { name: "FunctionNotFound", message: `No function "${opts.function_id}" is registered.` };
    return memoise(tx, runId, stepId, { type: "error", error });
  }
  const gathers = config.batchEvents === undefined ? "debounce" : "batchEvents";
  if (config[gathers] !== undefined) {
    const message = `"${config.id}" has ${gathers}, and such a function can't be invoked in the local executor.`;
    return memoise(tx, runId, stepId, { type: "error", error: { name: "NotSupported", message } });
  }
  const event = { ...opts.payload, ...makeInternalEvent("invoked", opts.payload?.data ?? {}) };
  const rateLimit = findRateLimit(config, event);
  const isFree = rateLimit === null || (await bookStart(tx, rateLimit));
  const childId = isFree ? await startRun(tx, config, [event], { runId, stepId }) : null;
  if (childId === null) {
    const error = {
      name: "FunctionSkipped",
      message: `"${config.id}" is a singleton, idempotent or rate limited, and was not run.`,
    };
    return memoise(tx, runId, stepId, { type: "error", error });
  }
  await addWait(tx, runId, stepId, { eventName: null, expression: null });
  if (opts.timeout === undefined) return;
  const delayMs = parseDurationMs(opts.timeout);
  if (isPossibleWait(tx, runId, opts.timeout, delayMs))
    await pushJob(tx, { runId, kind: "wait_timeout", stepId, delayMs });
}

interface Wait {
  readonly eventName: string | null;
  readonly expression: string | null;
}

async function addWait(tx: Transaction, runId: string, stepId: string, { eventName, expression }: Wait): Promise<void> {
  await tx.client.query(
    "insert into executor.wait (run_id, step_id, event_name, expression) values ($1, $2, $3, $4) on conflict do nothing",
    [runId, stepId, eventName, expression],
  );
}

function isPossibleWait(tx: Transaction, runId: string, text: string, delayMs: number | null): delayMs is number {
  if (delayMs !== null && delayMs <= limits.sleepMs) return true;
  breach(tx, runId, "BadDuration", `"${text}" is no wait of at most a year.`);
  return false;
}
