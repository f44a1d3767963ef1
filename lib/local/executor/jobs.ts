import type { Pace } from "./pace";
import type { Transaction } from "./transaction";

/**
 * `discover` and `step` call the app: the one runs the function as far as it gets, the other a planned step. The rest
 * are timers.
 */
export type CallKind = "discover" | "step";
export type TimerKind = "sleep" | "wait_timeout" | "start_timeout" | "finish_timeout";
export const timerKinds: readonly TimerKind[] = ["sleep", "wait_timeout", "start_timeout", "finish_timeout"];

/** A call that this executor has leased. Whoever settles it shows the token. */
export interface CallJob {
  readonly id: string;
  readonly runId: string;
  readonly kind: CallKind;
  readonly stepId: string;
  readonly attempt: number;
  readonly token: string;
  readonly unreachableCount: number;
  readonly brokenCount: number;
}

export interface NewJob {
  readonly runId: string;
  readonly kind: CallKind | TimerKind;
  readonly stepId?: string;
  readonly delayMs?: number;
  /** What the first call of a throttled run waits for. */
  readonly pace?: Pace | null;
}

/** A job that is there already stays as it is. */
export async function pushJob(tx: Transaction, job: NewJob): Promise<void> {
  const { runId, kind, stepId = "", delayMs = 0, pace = null } = job;
  await tx.client.query(
    `insert into executor.job (run_id, kind, step_id, due_at, rank, concurrency_keys, concurrency_limits,
       pace_key, pace_every_ms, pace_ahead)
     select id, $2, $3, now() + make_interval(secs => $4::float8 / 1000), rank, concurrency_keys, concurrency_limits,
       $5, $6::float8, $7::int
     from executor.run where id = $1
     on conflict do nothing`,
    [runId, kind, stepId, delayMs, pace?.key ?? null, pace?.everyMs ?? null, pace?.ahead ?? null],
  );
  tx.hasNews = true;
}

export async function removeJob(tx: Transaction, runId: string, kind: TimerKind, stepId = ""): Promise<void> {
  await tx.client.query("delete from executor.job where run_id = $1 and kind = $2 and step_id = $3", [
    runId,
    kind,
    stepId,
  ]);
}

/** Locks the job if the lease is still this call's; a lease that ran out is kept until somebody else takes the job. */
export async function holdsLease(tx: Transaction, job: Pick<CallJob, "id" | "runId" | "token">): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    "select 1 from executor.job where id = $1 and run_id = $2 and token = $3 for update",
    [job.id, job.runId, job.token],
  );
  return rowCount === 1;
}

export async function completeJob(tx: Transaction, job: CallJob): Promise<void> {
  await tx.client.query("delete from executor.job where id = $1", [job.id]);
  tx.hasNews = true;
}

export interface Release {
  readonly delayMs: number;
  /** What the call used up: an attempt, or a count of an app that wasn't there or broke off; nothing if we gave up. */
  readonly uses: "attempt" | "unreachable" | "broken" | "nothing";
}

/**
 * Gives the job back, to be called again by anybody after the delay. A start that never reached the app is given back,
 * too, and booked anew; every other one counts, however it went.
 */
export async function releaseJob(tx: Transaction, job: CallJob, { delayMs, uses }: Release): Promise<void> {
  if (uses === "unreachable") {
    await tx.client.query(
      `update executor.pace set booked_until = booked_until - job.pace_every_ms * interval '1 ms'
       from executor.job where job.id = $1 and pace.key = job.pace_key`,
      [job.id],
    );
  }
  await tx.client.query(
    `update executor.job set lease_until = null, token = null,
       due_at = now() + make_interval(secs => $2::float8 / 1000),
       attempt = attempt + ($3 = 'attempt')::int,
       pace_key = case when $3 = 'unreachable' then pace_key end,
       unreachable_count = case when $3 = 'unreachable' then unreachable_count + 1 else 0 end,
       broken_count = case $3 when 'broken' then broken_count + 1 when 'attempt' then 0 else broken_count end
     where id = $1`,
    [job.id, delayMs, uses],
  );
  tx.hasNews = true;
}
