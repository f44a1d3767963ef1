import { admitEvent } from "./admit-event";
import type { AppEvent, IncomingEvent } from "./event";
import { isMatch } from "./expressions";
import { finishRun } from "./finish-run";
import { listFunctions } from "./functions";
import { onceMs } from "./limits";
import { resolveWait } from "./memos";
import { claimOnce } from "./once";
import type { FunctionConfig } from "./registration";
import { lockRun } from "./runs";
import type { Transaction } from "./transaction";
import { makeEventId } from "./ulid";

/** Takes in what the SDK sent, and says the id of each event. One that was sent before does nothing again. */
export async function ingestEvents(
  tx: Transaction,
  incoming: readonly IncomingEvent[],
  seed: string | null,
): Promise<string[]> {
  const events = incoming.map((event, index) => completeEvent(event, makeEventId(seed, index)));
  const functions = await listFunctions(tx);
  for (const event of events) {
    if (await claimOnce(tx, `event:${event.id}`, onceMs)) await handOn(tx, event, functions);
  }
  return events.map(({ id }) => id);
}

export async function receiveEvent(tx: Transaction, event: AppEvent): Promise<void> {
  await handOn(tx, event, await listFunctions(tx));
}

/** An event first ends and wakes the runs that are there, then starts its own: a run is never ended by its own event. */
async function handOn(tx: Transaction, event: AppEvent, functions: readonly FunctionConfig[]): Promise<void> {
  await cancelRuns(tx, event);
  await wakeRuns(tx, event);
  for (const config of functions) {
    if (isTriggered(config, event)) await admitEvent(tx, config, event);
  }
}

function completeEvent({ data, ...event }: IncomingEvent, newId: string): AppEvent {
  return { ...event, id: event.id || newId, ts: event.ts ?? Date.now(), data: data ?? {} };
}

function isTriggered({ triggers }: FunctionConfig, event: AppEvent): boolean {
  return triggers.some((trigger) => trigger.event === event.name && isMatch(trigger.expression ?? null, { event }));
}

interface Listener {
  readonly runId: string;
  readonly stepId: string;
  readonly expression: string | null;
  readonly event: AppEvent;
}

async function cancelRuns(tx: Transaction, event: AppEvent): Promise<void> {
  const { rows } = await tx.client.query<Listener>(
    `select run_id as "runId", expression, run.event
     from executor.cancellation join executor.run on run.id = run_id
     where event_name = $1 and (expires_at is null or expires_at > now()) order by run_id`,
    [event.name],
  );
  for (const listener of rows) {
    if (!isMatch(listener.expression, { event: listener.event, async: event })) continue;
    const error = { name: "Cancelled", message: `The event "${event.name}" cancelled this run.` };
    await finishRun(tx, listener.runId, { status: "cancelled", error });
  }
}

async function wakeRuns(tx: Transaction, event: AppEvent): Promise<void> {
  const { rows } = await tx.client.query<Listener>(
    `select run_id as "runId", step_id as "stepId", expression, run.event
     from executor.wait join executor.run on run.id = run_id where event_name = $1 order by run_id, step_id`,
    [event.name],
  );
  for (const listener of rows) {
    if (!isMatch(listener.expression, { event: listener.event, async: event })) continue;
    if ((await lockRun(tx, listener.runId)) === null) continue;
    await resolveWait(tx, listener.runId, listener.stepId, { type: "data", data: event });
  }
}
