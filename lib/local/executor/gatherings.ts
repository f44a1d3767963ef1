import { parseDurationMs } from "./durations";
import type { AppEvent, RunEvents } from "./event";
import { evaluateKey } from "./expressions";
import { findFunction } from "./functions";
import { limits } from "./limits";
import type { FunctionConfig } from "./registration";
import { startRun } from "./runs";
import type { BatchEvents, Debounce } from "./start-options";
import type { Transact, Transaction } from "./transaction";

const gatheringsAtOnce = 100;

interface Gathered<Options> {
  readonly config: FunctionConfig;
  readonly options: Options;
  readonly event: AppEvent;
}

/** Puts the event into the batch of its key, and starts the run of a batch that is full by it. */
export async function addToBatch(tx: Transaction, { config, options, event }: Gathered<BatchEvents>): Promise<void> {
  const key = makeKey("batch", config, options.key, event);
  const { rows } = await tx.client.query<{ eventCount: number; bytes: number }>(
    `insert into executor.gathering (key, function_id, due_at, last_event_ts, event_count, bytes)
     values ($1, $2, now() + $3::float8 * interval '1 ms', $4, 1, $5)
     on conflict (key) do update
       set event_count = gathering.event_count + 1, bytes = gathering.bytes + excluded.bytes
     returning event_count as "eventCount", bytes`,
    [key, config.id, parseDurationMs(options.timeout), event.ts, countBytes(event)],
  );
  await keepEvent(tx, key, event);
  const { eventCount = 0, bytes = 0 } = rows[0] ?? {};
  if (eventCount >= options.maxSize || bytes >= limits.batchBytes) await startGathered(tx, key);
  tx.hasNews = true;
}

/** Lets the event take the place of the one before it, and the wait begin anew, though never past the timeout. */
export async function replaceDebounced(tx: Transaction, { config, options, event }: Gathered<Debounce>): Promise<void> {
  const key = makeKey("debounce", config, options.key, event);
  // The latest is the one that was sent last: a send that is repeated may come in after its successor.
  const { rows } = await tx.client.query<{ isLatest: boolean }>(
    `insert into executor.gathering (key, function_id, due_at, due_at_most, last_event_ts, event_count, bytes)
     values ($1, $2, now() + $3::float8 * interval '1 ms', now() + $4::float8 * interval '1 ms', $5, 1, $6)
     on conflict (key) do update
       set due_at = least(excluded.due_at, gathering.due_at_most),
         last_event_ts = greatest(gathering.last_event_ts, excluded.last_event_ts)
     returning last_event_ts <= $5 as "isLatest"`,
    [
      key,
      config.id,
      parseDurationMs(options.period),
      options.timeout === undefined ? null : parseDurationMs(options.timeout),
      event.ts,
      countBytes(event),
    ],
  );
  if (rows[0]?.isLatest === true) {
    await tx.client.query("delete from executor.gathered_event where gathering_key = $1", [key]);
    await keepEvent(tx, key, event);
  }
  tx.hasNews = true;
}

/** Starts the runs of the batches and debounces whose wait is over, each in a transaction of its own. Says how many. */
export async function fireGatherings(transact: Transact): Promise<number> {
  const keys = await transact(listDue);
  for (const key of keys) await transact((tx) => startDue(tx, key));
  return keys.length;
}

async function listDue({ client }: Transaction): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    "select key from executor.gathering where due_at <= now() order by due_at, key limit $1",
    [gatheringsAtOnce],
  );
  return rows.map(({ key }) => key);
}

/** Under the row's lock: another executor may have started it, or an event have put it off. */
async function startDue(tx: Transaction, key: string): Promise<void> {
  const { rowCount } = await tx.client.query(
    "select from executor.gathering where key = $1 and due_at <= now() for update",
    [key],
  );
  if (rowCount === 1) await startGathered(tx, key);
}

async function startGathered(tx: Transaction, key: string): Promise<void> {
  const { rows } = await tx.client.query<{ event: AppEvent }>(
    "select event from executor.gathered_event where gathering_key = $1 order by position",
    [key],
  );
  const { rows: deleted } = await tx.client.query<{ functionId: string }>(
    `delete from executor.gathering where key = $1 returning function_id as "functionId"`,
    [key],
  );
  const [first, ...others] = rows.map(({ event }) => event);
  const config = await findFunction(tx, deleted[0]?.functionId ?? "");
  if (first === undefined || config === null) return;
  const events: RunEvents = [first, ...others];
  await startRun(tx, config, events);
}

async function keepEvent(tx: Transaction, key: string, event: AppEvent): Promise<void> {
  await tx.client.query("insert into executor.gathered_event (gathering_key, event) values ($1, $2)", [
    key,
    JSON.stringify(event),
  ]);
}

function makeKey(kind: string, { id }: FunctionConfig, key: string | undefined, event: AppEvent): string {
  return `${kind}:${id}:${key === undefined ? "" : (evaluateKey(key, event) ?? "")}`;
}

function countBytes(event: AppEvent): number {
  return Buffer.byteLength(JSON.stringify(event));
}
