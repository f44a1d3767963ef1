import { randomBytes } from "node:crypto";
import { type Candidate, chooseFitting } from "./concurrency";
import type { CallJob } from "./jobs";
import { bookStart, type Pace } from "./pace";
import type { Transaction } from "./transaction";

/** One claim at a time on a database: that is what keeps the limits exact, however many executors there are. */
const claimLock = 7_170_101;

/** Candidates that are looked at for each free place, so that a few full keys in front don't hide the rest. */
const candidatesPerPlace = 4;

export interface Claim {
  readonly count: number;
  readonly leaseMs: number;
}

/**
 * Leases up to `count` calls that are due, fit under their concurrency limits and are not held up by a throttle, first
 * the ones that rank first.
 */
export async function claimCalls(tx: Transaction, { count, leaseMs }: Claim): Promise<CallJob[]> {
  await tx.client.query("select pg_advisory_xact_lock($1)", [claimLock]);
  const running = await countRunning(tx);
  const candidates = await findCandidates(tx, running, count * candidatesPerPlace);
  const ids = await bookStarts(tx, chooseFitting(candidates, running, count));
  if (ids.length === 0) return [];
  const token = randomBytes(12).toString("hex");
  // A lease that ran out means an executor that died during the call; the app may have died with it.
  const { rows } = await tx.client.query<CallJob>(
    `update executor.job set broken_count = broken_count + (lease_until is not null)::int, token = $2,
       lease_until = now() + make_interval(secs => $3::float8 / 1000)
     where id = any($1)
     returning id, run_id as "runId", kind, step_id as "stepId", attempt, token,
       unreachable_count as "unreachableCount", broken_count as "brokenCount"`,
    [ids, token, leaseMs],
  );
  return rows;
}

async function countRunning(tx: Transaction): Promise<Map<string, number>> {
  const { rows } = await tx.client.query<{ key: string; steps: number }>(
    `select key, count(*)::int as steps from executor.job, unnest(concurrency_keys) as key
     where lease_until > now() group by key`,
  );
  return new Map(rows.map(({ key, steps }) => [key, steps]));
}

interface PacedCandidate extends Candidate {
  readonly pace: Pace | null;
}

async function findCandidates(tx: Transaction, running: Map<string, number>, count: number): Promise<PacedCandidate[]> {
  // A call that somebody had leased before has booked its start already.
  const { rows } = await tx.client.query<PacedCandidate>(
    `select id, concurrency_keys as keys, concurrency_limits as limits,
       case when pace_key is not null and lease_until is null
         then json_build_object('key', pace_key, 'everyMs', pace_every_ms, 'ahead', pace_ahead) end as pace
     from executor.job
     where kind in ('discover', 'step') and due_at <= now() and (lease_until is null or lease_until <= now())
       and not exists (
         select from unnest(concurrency_keys, concurrency_limits) as own (key, most)
         join unnest($1::text[], $2::int[]) as running (key, steps) using (key)
         where running.steps >= own.most
       )
       and (lease_until is not null or not exists (
         select from executor.pace
         where key = pace_key and booked_until > now() + pace_every_ms * pace_ahead * interval '1 ms'
       ))
     order by rank, due_at, id limit $3
     for update skip locked`,
    [[...running.keys()], [...running.values()], count],
  );
  return rows;
}

/** The ids of the calls that may go; of the starts that share a pace, only as many as are free. */
async function bookStarts(tx: Transaction, candidates: readonly PacedCandidate[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, pace } of candidates) {
    if (pace === null || (await bookStart(tx, pace))) ids.push(id);
  }
  return ids;
}

/** Keeps the leases of calls that are under way. */
export async function extendLeases(tx: Transaction, jobs: readonly CallJob[], leaseMs: number): Promise<void> {
  await tx.client.query(
    `update executor.job set lease_until = now() + make_interval(secs => $3::float8 / 1000)
     where (id, token) in (select * from unnest($1::bigint[], $2::text[]))`,
    [jobs.map(({ id }) => id), jobs.map(({ token }) => token), leaseMs],
  );
}
