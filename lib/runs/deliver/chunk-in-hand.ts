import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { getPool } from "../../db";

/** A chunk that a delivery has taken. From when the next delivery takes it, this one begins no more batches of it. */
export interface ChunkInHand {
  readonly runId: string;
  readonly index: number;
  readonly attempt: number;
}

export interface TakenChunk extends ChunkInHand {
  /** When its first delivery began: no call was made for it before. */
  readonly startedAt: Date;
  readonly recorded: ReadonlySet<number>;
  /** Batches that an earlier delivery may have sent: it marked them, and what became of them isn't recorded. */
  readonly doubtful: ReadonlySet<number>;
  /** By when what earlier deliveries sent has landed, in milliseconds since 1970. */
  readonly landsAt: number;
}

/** What became of a batch of rows; of a batch of removals nothing is counted here. */
export interface RecordedBatch {
  readonly batch: number;
  readonly calls: number;
  /** Batches that are begun next, by the same delivery. */
  readonly next: readonly number[];
  readonly created?: number;
  readonly updated?: number;
  readonly skipped?: number;
  readonly rejected?: number;
}

/** HubSpot takes some 1.5 s for a full batch. What lands later than this after its sender died is written twice. */
const LANDING_MS = 5_000;
const LOOK_MS = 250;

/** Takes a chunk in hand, from whoever had it. */
export async function takeChunk(runId: string, index: number): Promise<TakenChunk> {
  const { rows } = await getPool().query<{
    attempt: number;
    startedAt: Date;
    recorded: number[];
    doubtful: number[];
    landsInMs: number;
  }>(
    `update "RunChunk" set attempt = attempt + 1, "startedAt" = coalesce("startedAt", now())
     where "runId" = $1 and index = $2
     returning attempt, "startedAt", recorded, array(select unnest(sent) except select unnest(recorded)) as doubtful,
       greatest(0, $3 - extract(epoch from now() - "sentAt") * 1000)::int as "landsInMs"`,
    [runId, index, LANDING_MS],
  );
  const [taken] = rows;
  if (!taken) throw new Error(`The run ${runId} has no chunk ${index}.`);
  return {
    runId,
    index,
    attempt: taken.attempt,
    startedAt: taken.startedAt,
    recorded: new Set(taken.recorded),
    doubtful: new Set(taken.doubtful),
    landsAt: Date.now() + taken.landsInMs,
  };
}

/** Marks batches as sent, before their first call. False when another delivery has taken the chunk. */
export async function markSent(
  { runId, index, attempt }: ChunkInHand,
  batches: readonly number[],
  client: Pick<pg.ClientBase, "query"> = getPool(),
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update "RunChunk" set sent = sent || $4::int[], "sentAt" = now()
     where "runId" = $1 and index = $2 and attempt = $3`,
    [runId, index, attempt, batches],
  );
  return rowCount === 1;
}

/**
 * Marks batches as recorded and the next ones as sent, in the caller's transaction. `first` are those that weren't
 * recorded before: only they count. `isOurs` is false when another delivery has taken the chunk: then no next one is
 * marked.
 */
export async function markRecorded(
  client: pg.PoolClient,
  { runId, index, attempt }: ChunkInHand,
  batches: readonly RecordedBatch[],
): Promise<{ first: ReadonlySet<number>; isOurs: boolean }> {
  const { rows } = await client.query<{ recorded: number[]; isOurs: boolean }>(
    `select recorded, attempt = $3 as "isOurs" from "RunChunk" where "runId" = $1 and index = $2 for update`,
    [runId, index, attempt],
  );
  const [chunk] = rows;
  if (!chunk) throw new Error(`The run ${runId} has no chunk ${index}.`);
  const recorded = new Set(chunk.recorded);
  const counted = batches.filter(({ batch }) => !recorded.has(batch));
  const sum = (name: "calls" | "created" | "updated" | "skipped" | "rejected") =>
    counted.reduce((total, one) => total + (one[name] ?? 0), 0);
  const first = counted.map(({ batch }) => batch);
  const next = chunk.isOurs ? batches.flatMap((one) => one.next) : [];
  await client.query(
    `update "RunChunk" set recorded = recorded || $3::int[], calls = calls + $4, created = created + $5,
       updated = updated + $6, skipped = skipped + $7, rejected = rejected + $8, sent = sent || $9::int[],
       "sentAt" = case when $10 then now() else "sentAt" end
     where "runId" = $1 and index = $2`,
    [
      ...[runId, index, first],
      ...[sum("calls"), sum("created"), sum("updated"), sum("skipped"), sum("rejected")],
      ...[next, chunk.isOurs],
    ],
  );
  return { first: new Set(first), isOurs: chunk.isOurs };
}

/**
 * Puts a chunk down that is not delivered to its end, when all that this delivery sent has landed: `unsent` were marked
 * and never sent, so that nobody has to look for them.
 */
export async function putDown(
  { runId, index, attempt, landsAt }: TakenChunk,
  unsent: readonly number[],
): Promise<void> {
  await getPool().query(
    `update "RunChunk" set sent = array(select unnest(sent) except select unnest($4::int[])),
       "sentAt" = case when $5 then null else "sentAt" end
     where "runId" = $1 and index = $2 and attempt = $3`,
    [runId, index, attempt, unsent, landsAt <= Date.now()],
  );
}

/** Waits until all that earlier deliveries sent is recorded or must have landed, and tells what is recorded by then. */
export async function waitForLanding({ runId, index, doubtful, landsAt }: TakenChunk): Promise<ReadonlySet<number>> {
  for (;;) {
    const isLate = landsAt <= Date.now();
    const { rows } = await getPool().query<{ recorded: number[] }>(
      'select recorded from "RunChunk" where "runId" = $1 and index = $2',
      [runId, index],
    );
    const recorded = new Set(rows[0]?.recorded);
    if (isLate || [...doubtful].every((batch) => recorded.has(batch))) return recorded;
    await wait(Math.min(LOOK_MS, Math.max(1, landsAt - Date.now())));
  }
}
