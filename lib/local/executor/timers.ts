import { admitEvent } from "./admit-event";
import { findNextFireTime } from "./cron";
import { makeInternalEvent } from "./event";
import { finishRun } from "./finish-run";
import { findFunction } from "./functions";
import { type TimerKind, timerKinds } from "./jobs";
import { discover, memoise, resolveWait } from "./memos";
import { lockRun } from "./runs";
import type { Transact, Transaction } from "./transaction";

const timersAtOnce = 100;

interface Timer {
  readonly id: string;
  readonly runId: string;
  readonly kind: TimerKind;
  readonly stepId: string;
}

/** Fires the timers that are due, each in a transaction of its own. Says how many there were. */
export async function fireTimers(transact: Transact): Promise<number> {
  const timers = await transact(listDueTimers);
  for (const timer of timers) await transact((tx) => fireTimer(tx, timer));
  return timers.length;
}

async function listDueTimers({ client }: Transaction): Promise<Timer[]> {
  const { rows } = await client.query<Timer>(
    `select id, run_id as "runId", kind, step_id as "stepId" from executor.job
     where kind = any($1) and due_at <= now() order by due_at, id limit $2`,
    [timerKinds, timersAtOnce],
  );
  return rows;
}

async function fireTimer(tx: Transaction, { id, runId, kind, stepId }: Timer): Promise<void> {
  if ((await lockRun(tx, runId)) === null) return;
  const { rowCount } = await tx.client.query("delete from executor.job where id = $1", [id]);
  if (rowCount !== 1) return;
  switch (kind) {
    case "sleep":
      await memoise(tx, runId, stepId, { type: "data", data: null });
      return discover(tx, runId);
    case "wait_timeout":
      return endWait(tx, runId, stepId);
    case "start_timeout":
      return cancel(tx, runId, "The run didn't start within its start timeout.");
    case "finish_timeout":
      return cancel(tx, runId, "The run didn't finish within its finish timeout.");
    default:
      return kind satisfies never;
  }
}

/** A wait for an event comes to null when its time is over, a wait for an invoked function to an error. */
async function endWait(tx: Transaction, runId: string, stepId: string): Promise<void> {
  const { rows } = await tx.client.query<{ isForEvent: boolean }>(
    `select event_name is not null as "isForEvent" from executor.wait where run_id = $1 and step_id = $2`,
    [runId, stepId],
  );
  const error = { name: "InvokeTimeout", message: "The invoked function didn't finish in time." };
  await resolveWait(tx, runId, stepId, rows[0]?.isForEvent ? { type: "data", data: null } : { type: "error", error });
}

async function cancel(tx: Transaction, runId: string, message: string): Promise<void> {
  return finishRun(tx, runId, { status: "cancelled", error: { name: "Cancelled", message } });
}

/** Starts the runs of crons that are due; one that was due several times while nobody ran fires once. */
export async function fireCrons(tx: Transaction): Promise<number> {
  const { rows } = await tx.client.query<{ functionId: string; expression: string; nextAt: Date }>(
    `select function_id as "functionId", expression, next_at as "nextAt" from executor.cron
     where next_at <= now() order by function_id, expression for update skip locked`,
  );
  for (const { functionId, expression } of rows) {
    const config = await findFunction(tx, functionId);
    if (config !== null) await admitEvent(tx, config, makeInternalEvent("timer", { cron: expression }));
    await tx.client.query("update executor.cron set next_at = $3 where function_id = $1 and expression = $2", [
      functionId,
      expression,
      findNextFireTime(expression, new Date()),
    ]);
  }
  return rows.length;
}
