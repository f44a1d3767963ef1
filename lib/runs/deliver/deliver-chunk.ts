import type { z } from "zod";
import { openPortal } from "../../connections/open-portal";
import { getDb, getPool } from "../../db";
import { splitIntoBatches } from "../../engine/batches";
import type { WriteOutcome } from "../../engine/types";
import { readWriteRules } from "../../engine/write-rules";
import { createDestination } from "../../hubspot/destination";
import { getObjectStore } from "../../storage/instance-store";
import { CallLog } from "../calls/call-log";
import { orPause, type Paused } from "../or-pause";
import { PlannedRemoval, PlannedRow } from "../planned-row";
import { chunkKey } from "../run-keys";
import { isRunOver, type RunWork } from "../run-work";
import { markSent, putDown, type TakenChunk, takeChunk, waitForLanding } from "./chunk-in-hand";
import { finishChunk } from "./finish-chunk";
import { createRecorder } from "./record-batch";
import { createRemover } from "./remove-records";
import { type Batch, type Sender, type Standing, sendInFlight, type Turn } from "./send-in-flight";

export type DeliveryResult =
  | { readonly kind: "delivered" }
  | { readonly kind: "over" }
  /** Another delivery has taken the chunk, and sees to the rest of the run. */
  | { readonly kind: "taken" }
  | Paused;

/**
 * Delivers one chunk of a plan: rows to write, or records to clear or archive. Each batch is marked before its first call
 * and recorded as its answer comes in. A chunk whose delivery died goes on where it stopped: what was marked and isn't
 * recorded comes last and is looked up before it is sent. A delivery that is taken for dead begins no more batches when
 * the next one has taken the chunk.
 */
export async function deliverChunk(runId: string, index: number): Promise<DeliveryResult> {
  return orPause(runId, (run) => deliver(run, index));
}

async function deliver(run: RunWork, index: number): Promise<DeliveryResult> {
  if (run.finishedAt) return { kind: "over" };
  const { kind, deliveredAt } = await getDb().runChunk.findUniqueOrThrow({
    where: { runId_index: { runId: run.id, index } },
    select: { kind: true, deliveredAt: true },
  });
  if (deliveredAt) return { kind: "delivered" };
  if (isRunOver(run)) return { kind: "over" };
  const chunk = await takeChunk(run.id, index);
  const calls = new CallLog(run.id);
  const planned = kind === "upsert" ? await readBatches(run, index, PlannedRow) : null;
  const sent = planned
    ? sendBatches(chunk, planned, createWriter(run, chunk, calls))
    : removeBatches(run, chunk, { kind: kind === "archive" ? "archive" : "clear", calls });
  const standing = await sent.finally(() => calls.flush());
  if (standing !== "going") return { kind: standing };
  await finishChunk(
    run,
    index,
    planned?.flatMap(({ items }) => items),
  );
  return { kind: "delivered" };
}

async function removeBatches(
  run: RunWork,
  chunk: TakenChunk,
  how: { readonly kind: "clear" | "archive"; readonly calls: CallLog },
): Promise<Standing> {
  return sendBatches(chunk, await readBatches(run, chunk.index, PlannedRemoval), createRemover(run, chunk, how));
}

async function sendBatches<T>(
  chunk: TakenChunk,
  batches: readonly Batch<T>[],
  { send, sendAgain }: Sender<T>,
): Promise<Standing> {
  const mark = (numbers: readonly number[]) => markSent(chunk, numbers);
  const standing = await sendInFlight({
    batches: batches.filter(({ batch }) => !chunk.recorded.has(batch) && !chunk.doubtful.has(batch)),
    send,
    mark,
    land: (unsent) => putDown(chunk, unsent),
  });
  if (standing !== "going" || chunk.doubtful.size === 0) return standing;
  const recorded = await waitForLanding(chunk);
  return sendInFlight({
    batches: batches.filter(({ batch }) => chunk.doubtful.has(batch) && !recorded.has(batch)),
    send: sendAgain,
    mark,
    // What this delivery didn't send, an earlier one may have.
    land: () => putDown(chunk, []),
  });
}

function createWriter(run: RunWork, chunk: TakenChunk, callLog: CallLog): Sender<PlannedRow> {
  const { snapshot } = run;
  let calls: number[] = [];
  const destination = createDestination({
    client: openPortal(snapshot.portalId, (call) => {
      calls.push(call.startedAt.getTime());
      callLog.note(call);
    }),
    objectTypeId: snapshot.objectTypeId,
    matchProperty: snapshot.mapping.match.property,
    mode: snapshot.mode,
    rules: readWriteRules(snapshot.mapping.fields),
  });
  const recordBatch = createRecorder(run, chunk);
  const record = ({ batch, items: rows }: Batch<PlannedRow>, outcomes: readonly WriteOutcome[], turn: Turn) => {
    const callsOfBatch = calls;
    calls = [];
    return recordBatch({ batch, rows, outcomes, calls: callsOfBatch, takeNext: turn.takeNext });
  };
  return {
    send: async (batch, turn) => record(batch, await destination.write(batch.items.map(toInput), turn.isGoingOn), turn),
    sendAgain: async (batch, turn) => {
      const earlier = { since: chunk.startedAt, known: await listKnown(run, batch.items) };
      return record(batch, await destination.writeAgain(batch.items.map(toInput), earlier, turn.isGoingOn), turn);
    },
  };
}

function toInput({ rowNumber, matchValue, payload }: PlannedRow) {
  return { trace: String(rowNumber), matchValue, payload };
}

/** The traces of rows whose record this sync has met before. */
async function listKnown({ syncId }: RunWork, rows: readonly PlannedRow[]): Promise<Set<string>> {
  const { rows: known } = await getPool().query<{ key: string }>(
    "select key from bulk.row_state where sync_id = $1 and key = any($2::text[])",
    [syncId, rows.map(({ key }) => key)],
  );
  const keys = new Set(known.map(({ key }) => key));
  return new Set(rows.flatMap((row) => (keys.has(row.key) ? [toInput(row).trace] : [])));
}

async function readBatches<T extends z.ZodType>(run: RunWork, index: number, schema: T): Promise<Batch<z.infer<T>>[]> {
  const items: z.infer<T>[] = [];
  for await (const line of getObjectStore().readLines(chunkKey(run.planPrefix ?? "", index))) {
    items.push(schema.parse(JSON.parse(line)));
  }
  return splitIntoBatches(items).map((batch, number) => ({ batch: number, items: batch }));
}
