import { inTransaction } from "../../db";
import type { RunWork } from "../run-work";
import { isStillTarget } from "./record-batch";

/** What became of one vanished key. */
export interface Removed {
  readonly key: string;
  /** HubSpot's words where it refused; null when it did what was asked. */
  readonly refusal: string | null;
}

interface RemovedBatch {
  readonly run: RunWork;
  readonly chunk: number;
  readonly batch: number;
  readonly kind: "archive" | "clear";
  readonly removed: readonly Removed[];
  readonly calls: number;
}

/**
 * Records what became of a batch of vanished keys in one transaction, once, whoever comes first. Keys whose record was
 * removed are forgotten: should their row come back, it is new. Answers whether a person has asked the run to stop.
 */
export async function recordRemovals({ run, chunk, batch, kind, removed, calls }: RemovedBatch): Promise<boolean> {
  const done = removed.flatMap(({ key, refusal }) => (refusal === null ? [key] : []));
  const refusals = removed.flatMap(({ refusal }) => refusal ?? []);
  return inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update "RunChunk" set recorded = array_append(recorded, $3::int), calls = calls + $4
       where "runId" = $1 and index = $2 and not ($3::int = any(recorded))`,
      [run.id, chunk, batch, calls],
    );
    if (rowCount && (await isStillTarget(client, run))) {
      await client.query("delete from bulk.row_state where sync_id = $1 and key = any($2::text[])", [run.syncId, done]);
    }
    const counted = rowCount ? [kind === "archive" ? done.length : 0, kind === "clear" ? done.length : 0] : [0, 0];
    const { rows } = await client.query<{ isOver: boolean }>(
      `update "Run" set "keysArchived" = "keysArchived" + $2, "keysCleared" = "keysCleared" + $3,
         "keysRefused" = "keysRefused" + $4, "heartbeatAt" = now(),
         "refusedSamples" = ("refusedSamples" || $5::text[])[:3]
       where id = $1 returning ("cancelRequestedAt" is not null or "finishedAt" is not null) as "isOver"`,
      [run.id, ...counted, rowCount ? refusals.length : 0, rowCount ? refusals.slice(0, 3) : []],
    );
    return rows[0]?.isOver ?? true;
  });
}
