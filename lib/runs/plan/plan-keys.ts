import Cursor from "pg-cursor";
import { getPool } from "../../db";
import type { PlannedRemoval } from "../planned-row";

/** A plan's keys while it is made: `bulk.plan_key`. */
export interface PlanAttempt {
  readonly id: string;
  readonly runId: string;
  readonly syncId: string;
}

interface ClaimedKeys {
  /** By key, the number of the row of this batch that counts. */
  readonly chosen: ReadonlyMap<string, number>;
  /** Keys that several rows of this batch have. */
  readonly repeated: ReadonlySet<string>;
  /** Where their rows go. */
  readonly chunk: number;
}

/**
 * Claims the keys of a batch; answers those that no earlier row of this plan had. Of the others it is kept which row came
 * last, and in which chunks rows lie that may have to leave.
 */
export async function claimKeys(
  attempt: PlanAttempt,
  { chosen, repeated, chunk }: ClaimedKeys,
): Promise<ReadonlySet<string>> {
  const { rows } = await getPool().query<{ key: string; isFirst: boolean }>(
    `insert into bulk.plan_key as p (attempt, run_id, key, chunk, last_row, copies)
     select $1, $2, k, $5, r, case when k = any($6::text[]) then 2 else 1 end
     from unnest($3::text[], $4::int[]) as c(k, r)
     on conflict (attempt, key) do update set copies = p.copies + excluded.copies, last_row = excluded.last_row,
       chunk = excluded.chunk, stale_chunks = array_append(p.stale_chunks, p.chunk)
     returning key, xmax = 0 as "isFirst"`,
    [attempt.id, attempt.runId, [...chosen.keys()], [...chosen.values()], chunk, [...repeated]],
  );
  return new Set(rows.flatMap(({ key, isFirst }) => (isFirst ? [key] : [])));
}

/** The hashes that HubSpot last accepted for these keys. */
export async function readHashes(syncId: string, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await getPool().query<{ key: string; hash: string }>(
    "select key, hash::text as hash from bulk.row_state where sync_id = $1 and key = any($2::text[])",
    [syncId, keys],
  );
  return new Map(rows.map(({ key, hash }) => [key, hash]));
}

/** The chunks in which rows may lie whose keys came again. */
export async function listChunksWithCopies(attempt: PlanAttempt): Promise<number[]> {
  const { rows } = await getPool().query<{ chunk: number }>(
    `select distinct unnest(array_append(stale_chunks, chunk)) as chunk from bulk.plan_key
     where attempt = $1 and copies > 1 order by chunk`,
    [attempt.id],
  );
  return rows.map(({ chunk }) => chunk);
}

/** The keys of a chunk that came again, each with the number of the last row that has it. */
export async function listCopiedKeys(attempt: PlanAttempt, chunk: number): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ key: string; lastRow: number }>(
    `select key, last_row as "lastRow" from bulk.plan_key
     where attempt = $1 and copies > 1 and $2 = any(array_append(stale_chunks, chunk))`,
    [attempt.id, chunk],
  );
  return new Map(rows.map(({ key, lastRow }) => [key, lastRow]));
}

/** How many keys of a plan are there still. The table is unlogged: a crash of the database empties it. */
export async function countKeys(attempt: PlanAttempt): Promise<number> {
  const { rows } = await getPool().query<{ keys: number }>(
    "select count(*)::int as keys from bulk.plan_key where attempt = $1",
    [attempt.id],
  );
  return rows[0]?.keys ?? 0;
}

// Records that were only seen are nobody's loss.
const isMissing = "s.hash <> 0 and not exists (select 1 from bulk.plan_key p where p.attempt = $2 and p.key = s.key)";

/** How many keys HubSpot accepted earlier, and how many of them this plan has not met. */
export async function countKnownKeys(attempt: PlanAttempt): Promise<{ known: number; missing: number }> {
  const { rows } = await getPool().query<{ known: number; missing: number }>(
    `select count(*) filter (where s.hash <> 0)::int as known, count(*) filter (where ${isMissing})::int as missing
     from bulk.row_state s where s.sync_id = $1`,
    [attempt.syncId, attempt.id],
  );
  return rows[0] ?? { known: 0, missing: 0 };
}

/**
 * The missing keys with their records, so many at a time. A record that another key of the plan reaches as well, a contact
 * by its second address for one, isn't among them: it has a row.
 */
export async function* listMissingKeys(attempt: PlanAttempt, most: number): AsyncGenerator<PlannedRemoval[]> {
  const client = await getPool().connect();
  const cursor = client.query(
    new Cursor<PlannedRemoval>(
      `select s.key, s.record_id as "recordId" from bulk.row_state s where s.sync_id = $1 and ${isMissing}
         and not exists (
           select 1 from bulk.row_state o join bulk.plan_key p on p.attempt = $2 and p.key = o.key
           where o.sync_id = $1 and o.record_id = s.record_id)
       order by s.record_id, s.key`,
      [attempt.syncId, attempt.id],
    ),
  );
  try {
    for (let rows = await cursor.read(most); rows.length > 0; rows = await cursor.read(most)) yield rows;
  } finally {
    await cursor.close();
    client.release();
  }
}

/** Forgets the keys of every plan of a run, those of attempts that died among them. */
export async function forgetKeys(runId: string): Promise<void> {
  await getPool().query("delete from bulk.plan_key where run_id = $1", [runId]);
}
