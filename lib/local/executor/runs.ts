import { findConcurrency } from "./concurrency";
import { parseDurationMs } from "./durations";
import type { AppEvent, RunEvents } from "./event";
import { evaluateKey, evaluateNumber } from "./expressions";
import { finishRun } from "./finish-run";
import { pushJob } from "./jobs";
import { limits, onceMs } from "./limits";
import { claimOnce } from "./once";
import { findThrottle } from "./pace";
import type { FunctionConfig } from "./registration";
import type { Transaction } from "./transaction";
import { makeUlid } from "./ulid";

export interface Parent {
  readonly runId: string;
  readonly stepId: string;
}

/**
 * Starts a run of the function for the event, to be called once the event's own time has come; of a batch, the first
 * event speaks for all. Null where the function's idempotency or singleton says that there is to be none.
 */
export async function startRun(
  tx: Transaction,
  config: FunctionConfig,
  events: RunEvents,
  parent: Parent | null = null,
): Promise<string | null> {
  const [event] = events;
  if (!(await claimIdempotency(tx, config, event))) return null;
  const singletonKey = findSingletonKey(config, event);
  if (singletonKey !== null && config.singleton?.mode === "cancel") await cancelSingletons(tx, singletonKey);
  const id = makeUlid();
  const { keys, limits: mostSteps } = findConcurrency(config, event);
  const eventJson = JSON.stringify(event);
  const batchJson = events.length > 1 ? JSON.stringify(events) : null;
  const { rowCount } = await tx.client.query(
    `insert into executor.run (id, function_id, event_id, event, batch, parent_run_id, parent_step_id, singleton_key,
       concurrency_keys, concurrency_limits, rank, state_bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() - make_interval(secs => $11), $12)
     on conflict (singleton_key) where status = 'running' do nothing`,
    [
      id,
      config.id,
      event.id,
      eventJson,
      batchJson,
      parent?.runId ?? null,
      parent?.stepId ?? null,
      singletonKey,
      keys,
      mostSteps,
      findPrioritySeconds(config, event),
      Buffer.byteLength(batchJson ?? eventJson),
    ],
  );
  if (rowCount !== 1) return null;
  await addCancellations(tx, id, config);
  await pushJob(tx, { runId: id, kind: "discover", delayMs: findDelayMs(event), pace: findThrottle(config, event) });
  const startMs = parseDurationMs(config.timeouts?.start ?? "");
  if (startMs !== null) await pushJob(tx, { runId: id, kind: "start_timeout", delayMs: startMs });
  return id;
}

export interface RunningRun {
  readonly functionId: string;
  readonly events: RunEvents;
  readonly isStarted: boolean;
}

/** Locks the run while it is running; null once it has ended, or was swept. */
export async function lockRun(tx: Transaction, runId: string): Promise<RunningRun | null> {
  const { rows } = await tx.client.query<RunningRun>(
    `select function_id as "functionId", coalesce(batch, json_build_array(event)) as events, started_at is not null as "isStarted"
     from executor.run where id = $1 and status = 'running' for update`,
    [runId],
  );
  return rows[0] ?? null;
}

async function claimIdempotency(tx: Transaction, config: FunctionConfig, event: AppEvent): Promise<boolean> {
  if (config.idempotency === undefined) return true;
  const key = evaluateKey(config.idempotency, event);
  return key === null || claimOnce(tx, `idempotency:${config.id}:${key}`, onceMs);
}

function findSingletonKey({ id, singleton }: FunctionConfig, event: AppEvent): string | null {
  if (singleton === undefined) return null;
  return `${id}:${singleton.key === undefined ? "" : (evaluateKey(singleton.key, event) ?? "")}`;
}

/** Under a lock, so that of two events that come together the later one is the run that stays. */
async function cancelSingletons(tx: Transaction, singletonKey: string): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [singletonKey]);
  const { rows } = await tx.client.query<{ id: string }>(
    "select id from executor.run where singleton_key = $1 and status = 'running'",
    [singletonKey],
  );
  for (const { id } of rows) {
    const error = { name: "Cancelled", message: "A newer run of this singleton has taken its place." };
    await finishRun(tx, id, { status: "cancelled", error });
  }
}

async function addCancellations(tx: Transaction, runId: string, config: FunctionConfig): Promise<void> {
  for (const { event, if: expression, timeout } of config.cancel ?? []) {
    await tx.client.query(
      `insert into executor.cancellation (run_id, event_name, expression, expires_at)
       values ($1, $2, $3, now() + make_interval(secs => $4::float8 / 1000))`,
      [runId, event, expression ?? null, timeout === undefined ? null : parseDurationMs(timeout)],
    );
  }
}

function findPrioritySeconds({ priority }: FunctionConfig, event: AppEvent): number {
  if (priority?.run === undefined) return 0;
  const seconds = Math.trunc(evaluateNumber(priority.run, event));
  return Math.min(Math.max(seconds, -limits.prioritySeconds), limits.prioritySeconds);
}

/** An event from the future starts its run then. */
function findDelayMs({ ts }: AppEvent): number {
  return Math.min(Math.max(0, ts - Date.now()), limits.sleepMs);
}
