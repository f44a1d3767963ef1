import { inTransaction } from "../../db";
import type { RunWork } from "../run-work";
import { type BufferedWrite, clauseValues, keepingWrites } from "../written/written-buffer";
import { type ChunkInHand, markRecorded } from "./chunk-in-hand";
import { isStillTarget } from "./keep-state";
import { deliveryBegan, notePace } from "./note-pace";
import type { Standing } from "./send-in-flight";

/** What became of one vanished key. */
export interface Removed {
  readonly key: string;
  readonly recordId: string;
  /** HubSpot's words where it refused; null when it did what was asked. */
  readonly refusal: string | null;
}

interface RemovedBatch {
  readonly run: RunWork;
  readonly chunk: ChunkInHand;
  readonly batch: number;
  readonly kind: "archive" | "clear";
  readonly removed: readonly Removed[];
  /** When each call was started, in milliseconds since 1970. */
  readonly calls: readonly number[];
  /** The batches that are begun next. */
  takeNext(): readonly number[];
}

/**
 * Records what became of a batch of vanished keys in one transaction, once, whoever comes first, and marks the next one
 * as sent. Keys whose record was removed are forgotten: should their row come back, it is new.
 */
export async function recordRemovals(delivered: RemovedBatch): Promise<Standing> {
  const { run, chunk, batch, kind, removed, calls } = delivered;
  const removals = removed.filter(({ refusal }) => refusal === null);
  const done = removals.map(({ key }) => key);
  const outcome = kind === "archive" ? "archived" : "cleared";
  const writes = removals.map(({ key, recordId }): BufferedWrite => [key, recordId, outcome]);
  const refusals = removed.flatMap(({ refusal }) => refusal ?? []);
  return inTransaction(async (client) => {
    const { first, isOurs } = await markRecorded(client, chunk, [
      { batch, next: delivered.takeNext(), calls: calls.length },
    ]);
    const isFirst = first.has(batch);
    if (isFirst && (await isStillTarget(client, run))) {
      await client.query("delete from bulk.row_state where sync_id = $1 and key = any($2::text[])", [run.syncId, done]);
    }
    const counted = isFirst ? [kind === "archive" ? done.length : 0, kind === "clear" ? done.length : 0] : [0, 0];
    const { rows } = await client.query<{ isOver: boolean; begunAt: Date }>(
      `${keepingWrites}
       update "Run" set "keysArchived" = "keysArchived" + $5, "keysCleared" = "keysCleared" + $6,
         "keysRefused" = "keysRefused" + $7, "heartbeatAt" = now(),
         "refusedSamples" = ("refusedSamples" || $8::text[])[:3]
       where id = $1 returning ("cancelRequestedAt" is not null or "finishedAt" is not null) as "isOver",
         ${deliveryBegan} as "begunAt"`,
      [
        run.id,
        ...clauseValues({ index: chunk.index, batch, writes: isFirst && run.keepsValues ? writes : [] }),
        ...counted,
        isFirst ? refusals.length : 0,
        isFirst ? refusals.slice(0, 3) : [],
      ],
    );
    await notePace(client, {
      runId: run.id,
      begunAt: rows[0]?.begunAt ?? new Date(),
      calls: isFirst ? calls : [],
      rows: 0,
    });
    if (!isOurs) return "taken";
    return rows[0]?.isOver === false ? "going" : "over";
  });
}
