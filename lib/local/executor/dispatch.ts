import { callApp } from "./app-call";
import { parseDurationMs } from "./durations";
import type { Engine } from "./engine";
import type { RunEvents } from "./event";
import { finishRun } from "./finish-run";
import { findFunction } from "./functions";
import { type CallJob, completeJob, holdsLease, pushJob, removeJob } from "./jobs";
import { limits } from "./limits";
import { countAttempts, type FunctionConfig } from "./registration";
import { lockRun } from "./runs";
import { settleCall } from "./settle";
import { canonicalize, signBody } from "./signature";
import type { Transaction } from "./transaction";
import { makeUlid } from "./ulid";
import { readVerdict } from "./verdict";

/** Makes the leased call and settles what came of it. */
export async function dispatchCall(engine: Engine, job: CallJob, signal: AbortSignal): Promise<void> {
  const call = await engine.transact((tx) => prepareCall(tx, engine, job));
  if (call === null) return;
  const answer = await callApp({
    method: "POST",
    url: makeCallUrl(engine.appUrl, call.config.id, job),
    headers: makeHeaders(engine, job, call.body),
    body: call.body,
    signal,
    timeoutMs: limits.callMs,
  });
  const verdict = readVerdict(answer, engine.signingKey);
  await engine.transact((tx) => settleCall(tx, engine, { job, config: call.config, verdict }));
}

interface PreparedCall {
  readonly config: FunctionConfig;
  /** Canonical JSON, since that is what the signature is over. */
  readonly body: string;
}

async function prepareCall(tx: Transaction, engine: Engine, job: CallJob): Promise<PreparedCall | null> {
  const run = await lockRun(tx, job.runId);
  if (run === null || !(await holdsLease(tx, job))) return null;
  const config = await findFunction(tx, run.functionId);
  if (config === null) {
    await completeJob(tx, job);
    const message = `The app no longer has the function "${run.functionId}".`;
    await finishRun(tx, job.runId, { status: "failed", error: { name: "FunctionNotFound", message } });
    return null;
  }
  if (!run.isStarted) await markStarted(tx, job.runId, config);
  return { config, body: canonicalize(await makeBody(tx, engine, { job, config, events: run.events })) };
}

async function markStarted(tx: Transaction, runId: string, { timeouts }: FunctionConfig): Promise<void> {
  await tx.client.query("update executor.run set started_at = now() where id = $1", [runId]);
  await removeJob(tx, runId, "start_timeout");
  const finishMs = parseDurationMs(timeouts?.finish ?? "");
  if (finishMs !== null) await pushJob(tx, { runId, kind: "finish_timeout", delayMs: finishMs });
}

interface BodyParts {
  readonly job: CallJob;
  readonly config: FunctionConfig;
  readonly events: RunEvents;
}

async function makeBody(tx: Transaction, engine: Engine, { job, config, events }: BodyParts): Promise<unknown> {
  const { rows: memos } = await tx.client.query<{ id: string; value: unknown }>(
    "select step_id as id, value from executor.memo where run_id = $1 order by position",
    [job.runId],
  );
  const stack = memos.map(({ id }) => id);
  return {
    version: 2,
    event: events[0],
    events,
    steps: Object.fromEntries(memos.map(({ id, value }) => [id, value])),
    ctx: {
      run_id: job.runId,
      attempt: job.attempt,
      max_attempts: countAttempts(config),
      disable_immediate_execution: job.kind === "step",
      use_api: false,
      stack: { stack, current: stack.length },
      // These two switch checkpointing on in the SDK.
      ...(engine.isCheckpointing ? { fn_id: config.id, qi_id: makeQueueItemId(job) } : {}),
    },
  };
}

/** The SDK shows it with each checkpoint: it names the lease that the call was made under. */
function makeQueueItemId({ id, token }: CallJob): string {
  return `${id}.${token}`;
}

/** The URL is ours, never one that was registered: the app's address is a setting, not something to be told. */
function makeCallUrl(appUrl: string, functionId: string, job: CallJob): string {
  const url = new URL(appUrl);
  url.searchParams.set("fnId", functionId);
  url.searchParams.set("stepId", job.kind === "step" ? job.stepId : "step");
  return url.href;
}

function makeHeaders({ signingKey }: Engine, job: CallJob, body: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-inngest-signature": signBody(body, signingKey, new Date()),
    "x-inngest-job-id": job.id,
    "x-run-id": job.runId,
    "x-request-id": makeUlid(),
  };
}
