import { notFound } from "../../auth/require-id";
import { getPool, inTransaction } from "../../db";
import { AppError } from "../../errors";

/** A row's last call ends well before this, however HubSpot answers. */
const HOLD_MS = 10 * 60_000;
/** Its first call begins within this, or isn't made. */
export const BEGIN_MS = 2 * 60_000;

/**
 * Does work while no run of the sync is under way and none begins: one that is asked for meanwhile waits. Throws `conflict`
 * where a run is under way, or another row is being sent. A process that dies holds runs back for ten minutes at most.
 */
export async function holdRuns<T>(sync: { id: string; workspaceId: string }, work: () => Promise<T>): Promise<T> {
  const until = await hold(sync);
  try {
    return await work();
  } finally {
    await getPool().query(`update "Sync" set "sendingUntil" = null where id = $1 and "sendingUntil" = $2`, [
      sync.id,
      until,
    ]);
  }
}

async function hold({ id, workspaceId }: { id: string; workspaceId: string }): Promise<Date> {
  return inTransaction(async (client) => {
    // A run that is being recorded is there when the lock is had, and one that comes later sees what is written here.
    const locked = await client.query('select 1 from "Sync" where id = $1 and "workspaceId" = $2 for update', [
      id,
      workspaceId,
    ]);
    if (!locked.rowCount) throw notFound("sync");
    const { rowCount } = await client.query(
      'select 1 from "Run" where "syncId" = $1 and "finishedAt" is null and not "isDryRun"',
      [id],
    );
    if (rowCount) {
      const wait = "Wait until it has ended, or cancel it: what it sends and this row could cross.";
      throw new AppError("conflict", `A run of this sync is under way. ${wait}`);
    }
    const { rows } = await client.query<{ sendingUntil: Date }>(
      `update "Sync" set "sendingUntil" = date_trunc('milliseconds', now()) + make_interval(secs => $2)
       where id = $1 and ("sendingUntil" is null or "sendingUntil" < now()) returning "sendingUntil"`,
      [id, HOLD_MS / 1_000],
    );
    const [held] = rows;
    if (held) return held.sendingUntil;
    throw new AppError("conflict", "Another row of this sync is being sent. Wait until its answer is there.");
  });
}
