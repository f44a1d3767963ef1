import type { z } from "zod";
import { openPortal } from "../../connections/open-portal";
import { getDb } from "../../db";
import { splitIntoBatches } from "../../engine/batches";
import { createDestination } from "../../hubspot/destination";
import { getObjectStore } from "../../storage/instance-store";
import { orPause, type Paused } from "../or-pause";
import { PlannedRemoval, PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { isRunOver, type RunWork } from "../run-work";
import { finishChunk } from "./finish-chunk";
import { recordBatch } from "./record-batch";
import { createRemover } from "./remove-records";
import { type Batch, type SendBatch, sendInFlight } from "./send-in-flight";

export type DeliveryResult = { readonly kind: "delivered" } | { readonly kind: "over" } | Paused;

/**
 * Delivers one chunk of a plan: rows to write, or records to clear or archive. Each batch is recorded as its answer comes
 * in, so that a chunk whose step died goes on where it stopped; at the most the batches in flight are sent twice, which
 * every mode survives.
 */
export async function deliverChunk(runId: string, index: number): Promise<DeliveryResult> {
  return orPause(runId, (run) => deliver(run, index));
}

async function deliver(run: RunWork, index: number): Promise<DeliveryResult> {
  if (run.finishedAt) return { kind: "over" };
  const chunk = await getDb().runChunk.findUniqueOrThrow({
    where: { runId_index: { runId: run.id, index } },
    select: { kind: true, recorded: true, deliveredAt: true },
  });
  if (chunk.deliveredAt) return { kind: "delivered" };
  if (isRunOver(run)) return { kind: "over" };
  await markStarted(run.id, index);
  const recorded = new Set(chunk.recorded);
  const isStopped =
    chunk.kind === "upsert"
      ? await sendInFlight(await readBatches(run, index, PlannedRow, recorded), createWriter(run, index))
      : await sendInFlight(
          await readBatches(run, index, PlannedRemoval, recorded),
          createRemover(run, index, chunk.kind === "archive" ? "archive" : "clear"),
        );
  if (isStopped) return { kind: "over" };
  await finishChunk(run.id, index);
  return { kind: "delivered" };
}

function createWriter(run: RunWork, chunk: number): SendBatch<PlannedRow> {
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
  return async ({ batch, items: rows }, isGoingOn) => {
    const outcomes = await destination.write(
      rows.map(({ rowNumber, matchValue, payload }) => ({ trace: String(rowNumber), matchValue, payload })),
      isGoingOn,
    );
    const callsOfBatch = calls;
    calls = 0;
    return recordBatch({ run, chunk, batch, rows, outcomes, calls: callsOfBatch });
  };
}

/** The batches of a chunk that aren't recorded yet. */
async function readBatches<T extends z.ZodType>(
  run: RunWork,
  index: number,
  schema: T,
  recorded: ReadonlySet<number>,
): Promise<Batch<z.infer<T>>[]> {
  const items: z.infer<T>[] = [];
  for await (const line of getObjectStore().readLines(chunkKey(run.planPrefix ?? "", index))) {
    items.push(schema.parse(JSON.parse(line)));
  }
  return splitIntoBatches(items)
    .map((batch, number) => ({ batch: number, items: batch }))
    .filter(({ batch }) => !recorded.has(batch));
}

async function markStarted(runId: string, index: number): Promise<void> {
  const db = getDb();
  const now = new Date();
  await db.runChunk.updateMany({ where: { runId, index, startedAt: null }, data: { startedAt: now } });
  await db.run.update({ where: { id: runId }, data: { heartbeatAt: now } });
}
