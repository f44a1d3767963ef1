import { randomUUID } from "node:crypto";
import { readKeptProperties } from "../../connections/read-properties";
import { getPool } from "../../db";
import type { MappingContext } from "../../engine/compile-mapping";
import { hasOrder } from "../../engine/query-order";
import { readTemplate } from "../../engine/read-template";
import type { Column } from "../../engine/types";
import { readWriteRules } from "../../engine/write-rules";
import { getObjectStore } from "../../storage/instance-store";
import { countResent } from "../count-resent";
import { createPayloadHasher } from "../hash-payload";
import { orPause, type Paused } from "../or-pause";
import { requireMapping } from "../prepare-run";
import { manifestKey, planPrefix } from "../run-keys";
import { getRunWork, isRunOver, type RunWork } from "../run-work";
import { ChunkWriter } from "./chunk-writer";
import { commitPlan } from "./commit-plan";
import { dropCopiedRows } from "./drop-copied-rows";
import { createFingerprint } from "./fingerprint";
import { IncompleteRows } from "./incomplete-rows";
import { openRows } from "./open-rows";
import { type KeyedBatch, keyBatch, type PlanPass, planBatch } from "./plan-batch";
import { PlanKeys } from "./plan-keys";
import { PlanOrigins } from "./plan-origins";
import { planRemovals } from "./plan-removals";
import { RejectWriter } from "./reject-writer";

// What is soon forgotten costs the least: larger batches outlive the garbage collector's first look at them.
const BATCH_ROWS = 2_000;
const SHOW_EVERY_MS = 500;

export type PlanResult = { readonly kind: "planned"; readonly chunks: number } | { readonly kind: "over" } | Paused;

/**
 * Reads the run's rows once and writes what is to be done into the object store: changed rows into chunks, refused rows
 * into reject pages, the manifest last. Nothing of it counts until it is committed; a plan that dies starts again under
 * a new prefix, and one that is committed is not made twice.
 */
export async function planRun(runId: string): Promise<PlanResult> {
  return orPause(runId, makePlan);
}

async function makePlan(run: RunWork): Promise<PlanResult> {
  if (isRunOver(run)) return { kind: "over" };
  if (run.plannedAt) return { kind: "planned", chunks: run.planChunks };
  const keys = await PlanKeys.open(acceptedFor(run), { isLearning: !run.isDryRun });
  try {
    const isMade = await makePlanOf(run, keys);
    if (!isMade) return { kind: "over" };
  } finally {
    await keys.close();
  }
  // Of two attempts the first to be committed counts.
  const { planChunks } = await getRunWork(run.id);
  return { kind: "planned", chunks: planChunks };
}

/** A draft that reaches other records is compared with what HubSpot has accepted of nothing. */
function acceptedFor({ syncId, snapshot }: RunWork): string {
  return snapshot.draft?.isOtherTarget ? randomUUID() : syncId;
}

/** False when the run was cancelled while its rows were read. */
async function makePlanOf(run: RunWork, keys: PlanKeys): Promise<boolean> {
  const plan = planPrefix(run.id, randomUUID());
  const isPartial = run.snapshot.rows.kind !== "source";
  const lastCounts = run.snapshot.duplicates === "last" && hasOrder(run.snapshot.query);
  const store = getObjectStore();
  const pass = await readRows(run, {
    runId: run.id,
    mode: run.snapshot.mode,
    // Of rows that share a key a retry may have only some, in the order of their files.
    keepsLast: lastCounts && !isPartial,
    isFull: run.snapshot.isFull,
    keys,
    chunks: new ChunkWriter(store, plan),
    rejects: new RejectWriter(store, plan),
    counts: { read: 0, unchanged: 0, skipped: 0, fresh: 0, withoutKey: 0 },
    incomplete: new IncompleteRows(),
    origins: isPartial ? new PlanOrigins({ lastCounts }) : null,
    refused: [],
  });
  if (!pass) return false;
  await pass.chunks.flush();
  await dropCopiedRows(pass, store, plan);
  await pass.rejects.flush();
  const removals = await planRemovals(pass, { store, plan, vanished: run.snapshot.vanished });
  const manifest = {
    columns: pass.columns,
    chunks: pass.chunks.chunks.map(({ rows }) => ({ rows })),
    rejectPages: pass.rejects.pages,
  };
  await store.putText(manifestKey(plan), JSON.stringify(manifest), { contentType: "application/json" });
  const resent = await countResent(run, { store, plan, chunks: pass.chunks.chunks.length, columns: pass.columns });
  const copies = run.isDryRun ? [] : (pass.origins?.listCopies() ?? (await keys.findRefusedCopies(pass.refused)));
  await commitPlan(run, pass, { plan, removals, resent, copies });
  return true;
}

type SourcePass = PlanPass & { readonly columns: readonly Column[] };
type BegunPass = Omit<PlanPass, "mapping" | "hashPayload" | "fingerprint">;

/**
 * Reads a batch and its keys while the one before it is compared and written: the database and this thread work at the same
 * time, and no more than two batches are in memory. Null when the run was cancelled meanwhile.
 */
async function readRows(run: RunWork, begun: BegunPass): Promise<SourcePass | null> {
  const { snapshot } = run;
  const properties = await readKeptProperties(snapshot);
  let pass: SourcePass | null = null;
  const showProgress = createProgress(run.id);
  const takeIn = async (into: SourcePass, batch: KeyedBatch) => {
    await planBatch(into, batch);
    return showProgress(into.counts.read);
  };
  let before: Promise<boolean> = Promise.resolve(true);
  try {
    for await (const { columns, rows, origins, copies } of openRows(run, { batchRows: BATCH_ROWS })) {
      pass ??= preparePass(begun, { ...snapshot, columns, properties, readTemplate });
      if (origins) pass.origins?.add(origins, copies);
      const keyed = keyBatch(pass, rows);
      if (!(await before)) return null;
      before = takeIn(pass, keyed);
      // Looked at when the next batch is there, or at the end.
      before.catch(() => {});
    }
    if (!(await before) || !(await showProgress(pass?.counts.read ?? 0, { isLast: true }))) return null;
  } finally {
    // Also when the reading fails: nothing may still be written for a plan that is over.
    await before.catch(() => {});
  }
  if (!pass) throw new Error("The reading yielded no batch.");
  return pass;
}

function preparePass(begun: BegunPass, context: MappingContext): SourcePass {
  const mapping = requireMapping(context);
  return {
    ...begun,
    columns: context.columns,
    mapping,
    hashPayload: createPayloadHasher(
      mapping.fields.map(({ property }) => property),
      readWriteRules(context.mapping.fields),
    ),
    fingerprint: createFingerprint(context),
  };
}

/**
 * Tells how far the reading has come, twice a second at the most, and answers false once the run is over. Behind a plan
 * that was committed meanwhile the rows count no more.
 */
function createProgress(runId: string): (rowsRead: number, at?: { isLast: boolean }) => Promise<boolean> {
  let shownAt = Number.NEGATIVE_INFINITY;
  return async (rowsRead, { isLast } = { isLast: false }) => {
    if (!isLast && performance.now() - shownAt < SHOW_EVERY_MS) return true;
    shownAt = performance.now();
    const { rows } = await getPool().query<Pick<RunWork, "cancelRequestedAt" | "finishedAt">>(
      `update "Run" set "heartbeatAt" = now(), "rowsRead" = case when "plannedAt" is null then $2 else "rowsRead" end
       where id = $1 returning "cancelRequestedAt", "finishedAt"`,
      [runId, rowsRead],
    );
    return rows[0] !== undefined && !isRunOver(rows[0]);
  };
}
