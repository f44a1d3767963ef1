import { getPool } from "../db";
import type { RunRequest } from "./request-run";
import { RunSnapshot } from "./run-snapshot";

/** Asks once more for a run. `time` counts how often that was done: by an earlier name, nobody would hear of it. */
export type AskAgain = (request: RunRequest, time: number) => Promise<void>;

/**
 * A run that somebody works for gives a sign of life twice a minute. Between two steps it may be silent while Inngest
 * waits before an attempt (two and a half minutes at the most) and while other syncs of the portal have their turn. To
 * ask for one that lives does no harm, so that this needn't be sure.
 */
const SILENT_MS = 10 * 60_000;
/** Each time is waited twice as long as before, until that is a day. */
const MOST_DOUBLINGS = 7;
const MOST_AT_ONCE = 100;

/**
 * Asks again for runs that have gone silent: their executor has lost them, or gave up without a word. What a run does
 * next it reads from its row; what two executions of it do is done once. A run that waits for HubSpot or for a person is
 * silent until its wait is over.
 */
export async function reviveSilentRuns(now: Date, askAgain: AskAgain): Promise<number> {
  const { rows } = await getPool().query<{ id: string; syncId: string; snapshot: unknown; revivals: number }>(
    `update "Run" set revivals = revivals + 1, "revivedAt" = $1
     where id in (
       select id from "Run"
       where "finishedAt" is null and $1::timestamptz - $2 * power(2, least(revivals, $3)) * interval '1 ms' > greatest(
         "requestedAt", "startedAt", "heartbeatAt", "revivedAt", "pausedUntil", "approvedAt", "cancelRequestedAt",
         case when "approvedAt" is null and "cancelRequestedAt" is null then "heldAt" + interval '7 days' end
       )
       order by id limit $4 for update skip locked
     )
     returning id, "syncId", snapshot, revivals`,
    [now, SILENT_MS, MOST_DOUBLINGS, MOST_AT_ONCE],
  );
  for (const { id: runId, syncId, snapshot, revivals } of rows) {
    await askAgain({ runId, syncId, portalId: RunSnapshot.parse(snapshot).portalId }, revivals);
  }
  return rows.length;
}
