import { openPortal } from "../../connections/open-portal";
import { getDb } from "../../db";
import { splitIntoBatches } from "../../engine/batches";
import { WithdrawnCall } from "../../hubspot/client";
import { createDestination } from "../../hubspot/destination";
import { MOST_IN_FLIGHT } from "../../hubspot/limiter";
import { getObjectStore } from "../../storage/instance-store";
import { orPause, type Paused } from "../or-pause";
import { PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { isRunOver, type RunWork } from "../run-work";
import { finishChunk } from "./finish-chunk";
import { recordBatch } from "./record-batch";

export type DeliveryResult = { readonly kind: "delivered" } | { readonly kind: "over" } | Paused;

/**
 * Delivers one chunk of a plan. Each batch is recorded as its answer comes in, so that a chunk whose step died goes on
 * where it stopped; at the most the batches in flight are sent twice, which every mode survives.
 */
export async function deliverChunk(runId: string, index: number): Promise<DeliveryResult> {
  return orPause(runId, (run) => deliver(run, index));
}

async function deliver(run: RunWork, index: number): Promise<DeliveryResult> {
  const { id: runId } = run;
  if (run.finishedAt) return { kind: "over" };
  const chunk = await getDb().runChunk.findUniqueOrThrow({
    where: { runId_index: { runId, index } },
    select: { recorded: true, deliveredAt: true },
  });
  if (chunk.deliveredAt) return { kind: "delivered" };
  if (isRunOver(run)) return { kind: "over" };
  await markStarted(runId, index);
  const recorded = new Set(chunk.recorded);
  const batches = splitIntoBatches(await readChunk(run, index)).map((rows, batch) => ({ batch, rows }));
  const isStopped = await deliverBatches(
    run,
    index,
    batches.filter(({ batch }) => !recorded.has(batch)),
  );
  if (isStopped) return { kind: "over" };
  await finishChunk(runId, index);
  return { kind: "delivered" };
}

interface Batch {
  readonly batch: number;
  readonly rows: readonly PlannedRow[];
}

/** Sends batches, as many in flight as the limiter lets go. True when a person stopped the run; an error is thrown when all that flew has landed. */
async function deliverBatches(run: RunWork, chunk: number, batches: readonly Batch[]): Promise<boolean> {
  const { snapshot } = run;
  let calls = 0;
  const destination = createDestination({
    client: openPortal(snapshot.portalId, () => {
      calls += 1;
    }),
    objectTypeId: snapshot.objectTypeId,
    matchProperty: snapshot.mapping.match.property,
    mode: snapshot.mode,
  });
  const queue = [...batches];
  let isStopped = false;
  const failures: unknown[] = [];
  const isGoingOn = () => !isStopped && failures.length === 0;
  const work = async () => {
    for (let next = queue.shift(); next && isGoingOn(); next = queue.shift()) {
      try {
        const outcomes = await destination.write(
          next.rows.map(({ rowNumber, matchValue, payload }) => ({ trace: String(rowNumber), matchValue, payload })),
          isGoingOn,
        );
        const callsOfBatch = calls;
        calls = 0;
        const recorded = { run, chunk, ...next, outcomes, calls: callsOfBatch };
        if (await recordBatch(recorded)) isStopped = true;
      } catch (error) {
        if (!(error instanceof WithdrawnCall)) failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: MOST_IN_FLIGHT }, work));
  if (failures.length > 0) throw failures[0];
  return isStopped;
}

async function readChunk(run: RunWork, index: number): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const line of getObjectStore().readLines(chunkKey(run.planPrefix ?? "", index))) {
    rows.push(PlannedRow.parse(JSON.parse(line)));
  }
  return rows;
}

async function markStarted(runId: string, index: number): Promise<void> {
  const db = getDb();
  const now = new Date();
  await db.runChunk.updateMany({ where: { runId, index, startedAt: null }, data: { startedAt: now } });
  await db.run.update({ where: { id: runId }, data: { heartbeatAt: now } });
}
