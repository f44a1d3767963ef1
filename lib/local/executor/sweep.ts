import { keepRunsMs } from "./limits";
import type { Transaction } from "./transaction";

/** Rows of a kind that one sweep deletes: a run may have a thousand steps, and nobody is to wait for the lock on them. */
export const rowsPerSweep = 200;

/**
 * Forgets runs that ended long ago, with their steps; keys whose time is over; paces that hold nothing up any more. Says
 * whether there may be more to forget. What another executor is sweeping is left to it.
 */
export async function sweepOldRows({ client }: Transaction): Promise<boolean> {
  const runs = await client.query(
    `delete from executor.run where id in (
       select id from executor.run where ended_at < now() - $1::float8 * interval '1 ms'
       order by ended_at limit $2 for update skip locked
     )`,
    [keepRunsMs, rowsPerSweep],
  );
  const keys = await client.query(
    `delete from executor.once where key in (
       select key from executor.once where expires_at < now() limit $1 for update skip locked
     )`,
    [rowsPerSweep],
  );
  const paces = await client.query(
    `delete from executor.pace where key in (
       select key from executor.pace where booked_until < now() limit $1 for update skip locked
     )`,
    [rowsPerSweep],
  );
  return [runs, keys, paces].some(({ rowCount }) => rowCount === rowsPerSweep);
}
