import { randomUUID } from "node:crypto";
import { openSourceOf } from "../../connections/open-source-config";
import { readKeptProperties } from "../../connections/read-properties";
import { getDb } from "../../db";
import { hasOrder } from "../../engine/query-order";
import type { Column } from "../../engine/types";
import { getObjectStore } from "../../storage/instance-store";
import { orPause, type Paused } from "../or-pause";
import { requireMapping } from "../prepare-run";
import { manifestKey, planPrefix } from "../run-keys";
import { getRunWork, isRunOver, type RunWork } from "../run-work";
import { ChunkWriter } from "./chunk-writer";
import { commitPlan } from "./commit-plan";
import { dropCopiedRows } from "./drop-copied-rows";
import { type PlanPass, planBatch } from "./plan-batch";
import { forgetKeys } from "./plan-keys";
import { planRemovals } from "./plan-removals";
import { RejectWriter } from "./reject-writer";

const BATCH_ROWS = 5_000;

export type PlanResult = { readonly kind: "planned"; readonly chunks: number } | { readonly kind: "over" } | Paused;

/**
 * Reads the source once and writes what is to be done into the object store: changed rows into chunks, refused rows
 * into reject pages, the manifest last. Nothing of it counts until it is committed; a plan that dies starts again under
 * a new prefix, and one that is committed is not made twice.
 */
export async function planRun(runId: string): Promise<PlanResult> {
  return orPause(runId, makePlan);
}

async function makePlan(run: RunWork): Promise<PlanResult> {
  if (isRunOver(run)) return { kind: "over" };
  if (run.plannedAt) return { kind: "planned", chunks: run.planChunks };
  const { id: runId } = run;
  const attempt = { id: randomUUID(), runId, syncId: run.syncId };
  const plan = planPrefix(runId, attempt.id);
  const store = getObjectStore();
  const pass = await readSource(run, {
    attempt,
    mode: run.snapshot.mode,
    keepsLast: run.snapshot.duplicates === "last" && hasOrder(run.snapshot.query),
    isFull: run.snapshot.isFull,
    chunks: new ChunkWriter(store, plan),
    rejects: new RejectWriter(store, plan),
    counts: { read: 0, unchanged: 0, skipped: 0, keys: 0, fresh: 0, withoutKey: 0 },
  });
  if (!pass) return { kind: "over" };
  await pass.chunks.flush();
  await dropCopiedRows(pass, store, plan);
  await pass.rejects.flush();
  const removals = await planRemovals(pass, { store, plan, vanished: run.snapshot.vanished });
  const { chunks } = pass.chunks;
  const manifest = { columns: pass.columns.map(({ name }) => name), chunks, rejectPages: pass.rejects.pages };
  await store.putText(manifestKey(plan), JSON.stringify(manifest), { contentType: "application/json" });
  await commitPlan(pass, plan, removals);
  // Not before: an attempt that was taken for dead may still be at it, and the first of the two to come here counts.
  await forgetKeys(runId);
  const { planChunks } = await getRunWork(runId);
  return { kind: "planned", chunks: planChunks };
}

/** Null when the run was cancelled while its rows were read. */
async function readSource(
  run: RunWork,
  begun: Omit<PlanPass, "mapping">,
): Promise<(PlanPass & { columns: readonly Column[] }) | null> {
  const { snapshot } = run;
  const properties = await readKeptProperties(snapshot);
  const source = await openSourceOf(run.workspaceId, snapshot.sourceId);
  let pass: (PlanPass & { columns: readonly Column[] }) | null = null;
  for await (const { columns, rows } of source.read(snapshot.query, { batchRows: BATCH_ROWS })) {
    pass ??= {
      ...begun,
      columns,
      mapping: requireMapping({ ...snapshot, columns, properties }),
    };
    await planBatch(pass, rows);
    if (await isCancelled(run.id, pass.counts.read)) return null;
  }
  if (!pass) throw new Error("The source yielded no batch.");
  return pass;
}

/** The run's sign of life: how far the reading has come. Behind a plan that was committed meanwhile it counts no more. */
async function isCancelled(runId: string, rowsRead: number): Promise<boolean> {
  const db = getDb();
  await db.run.updateMany({ where: { id: runId, plannedAt: null }, data: { heartbeatAt: new Date(), rowsRead } });
  const select = { cancelRequestedAt: true, finishedAt: true };
  return isRunOver(await db.run.findUniqueOrThrow({ where: { id: runId }, select }));
}
