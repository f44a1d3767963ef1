import { getDb, inTransaction } from "../db";
import { describeGap } from "../engine/ledger";
import { messageOf } from "../errors";
import { log } from "../log";
import { forgetOldCalls } from "./calls/forget-old-calls";
import { type CompleteFiles, completeFiles } from "./complete-files";
import { keepAlive } from "./keep-alive";
import { makeFollowersDue } from "./make-followers-due";
import { moveFiles } from "./move-files";
import { refreshOpenCauses } from "./refresh-open-causes";
import { deriveEnd } from "./run-status";
import { getRunWork, type RunWork } from "./run-work";
import { sweepPlan } from "./sweep-plan";
import { flushLateWrites } from "./written/flush-written";

export interface RunError {
  readonly code: string;
  readonly message: string;
}

/**
 * Ends a run, with its error or without: the files of its rejected rows are made whole, the plan's are swept, planned
 * rows that were not delivered are counted as cancelled, and the ledger is closed. Then the files go to the workspace's
 * own bucket, where it has one: a run has ended whatever the bucket says. Ending a run twice changes nothing.
 */
export async function finishRun(runId: string, error: RunError | null): Promise<void> {
  const run = await getRunWork(runId);
  if (run.finishedAt) return;
  await keepAlive(runId, async () => {
    const files = await writeFiles(run, error);
    // Before the run has ended: a sweep that dies is repeated with the rest.
    await trySweeping(run);
    await forgetOldCalls(run.syncId);
    await closeLedger(run, error, files);
    if (files?.isMoving) await moveFiles(runId);
  });
}

// A run that fails may fail since the instance's store is gone: then it ends without files, and the rejects that the
// database still holds stay there. A run that goes well waits for its files.
async function writeFiles(run: RunWork, error: RunError | null): Promise<CompleteFiles | null> {
  try {
    return await completeFiles({ ...run, objectTypeId: run.snapshot.objectTypeId });
  } catch (failure) {
    if (!error) throw failure;
    log.error(
      { runId: run.id, reason: messageOf(failure) },
      "the files of a failed run's rejects could not be written",
    );
    return null;
  }
}

async function closeLedger(run: RunWork, error: RunError | null, files: CompleteFiles | null): Promise<void> {
  await inTransaction(async (client) => {
    // The lock holds back a batch that is being recorded; one that comes after it is refused by the ledger's constraint.
    const { rows } = await client.query<LedgerRow>(
      `select "rowsRead", "rowsUnchanged", "rowsCreated", "rowsUpdated", "rowsSkipped", "rowsRejected", "planChanged",
         "planRejected", "planSkipped", "plannedAt", "heldAt", "approvedAt", "deliveredAt", "cancelRequestedAt", "isDryRun",
         "rowsWouldCreate", "rowsWouldUpdate", trigger
       from "Run" where id = $1 and "finishedAt" is null for update`,
      [run.id],
    );
    const [facts] = rows;
    if (!facts) return;
    // Rows that were read for a plan that never came to be have no outcome and are not counted.
    const read = facts.plannedAt ? facts.rowsRead : 0;
    const delivered =
      facts.rowsCreated +
      facts.rowsUpdated +
      facts.rowsSkipped +
      facts.rowsRejected -
      facts.planRejected -
      facts.planSkipped;
    // More deliveries than plans are a gap, not rows to take away. Of a dry run nothing was to be delivered.
    const cancelled = facts.isDryRun ? 0 : Math.max(0, facts.planChanged - delivered);
    const gap = describeGap({
      read,
      unchanged: facts.rowsUnchanged,
      created: facts.rowsCreated,
      updated: facts.rowsUpdated,
      skipped: facts.rowsSkipped,
      rejected: facts.rowsRejected,
      cancelled,
      wouldSend: facts.rowsWouldCreate + facts.rowsWouldUpdate,
    });
    const ending = gap
      ? { code: "ledger_open", message: `The ledger does not close: ${gap}` }
      : (error ?? explainShortfall(cancelled, facts.cancelRequestedAt));
    await client.query(
      `update "Run" set "finishedAt" = now(), "rowsRead" = $2, "rowsCancelled" = $3, "errorCode" = $4,
         "keysKept" = "keysMissing" - "keysCleared" - "keysArchived" - "keysRefused", "errorMessage" = $5,
         "filesReadyAt" = case when $6 then now() end, "reportExtension" = $7,
         "filesWaitUntil" = case when $8 then now() end, "pausedUntil" = null, "pauseReason" = null
       where id = $1`,
      [
        run.id,
        read,
        cancelled,
        ending?.code ?? null,
        ending?.message ?? null,
        files !== null,
        files?.extension ?? null,
        files?.isMoving ?? false,
      ],
    );
    if (!facts.isDryRun) await refreshOpenCauses(client, run.syncId);
    await makeFollowersDue(client, run, {
      trigger: facts.trigger,
      isDryRun: facts.isDryRun,
      status: deriveEnd({ ...facts, errorCode: ending?.code ?? null }),
    });
  });
}

/** Rows may be left only by a person's wish or an error's. */
function explainShortfall(cancelled: number, cancelRequestedAt: Date | null): RunError | null {
  if (cancelled === 0 || cancelRequestedAt) return null;
  return { code: "undelivered", message: `${cancelled} planned rows were not delivered.` };
}

interface LedgerRow {
  rowsRead: number;
  rowsUnchanged: number;
  rowsCreated: number;
  rowsUpdated: number;
  rowsSkipped: number;
  rowsRejected: number;
  planChanged: number;
  planRejected: number;
  planSkipped: number;
  isDryRun: boolean;
  rowsWouldCreate: number;
  rowsWouldUpdate: number;
  plannedAt: Date | null;
  heldAt: Date | null;
  approvedAt: Date | null;
  deliveredAt: Date | null;
  trigger: string;
  cancelRequestedAt: Date | null;
}

// What stays now is swept by the clock.
async function trySweeping(run: RunWork): Promise<void> {
  try {
    // What a delivery that was taken for dead has recorded since the files were made has its values there.
    await flushLateWrites(run);
    await sweepPlan(run);
  } catch (failure) {
    log.warn(
      { runId: run.id, reason: messageOf(failure) },
      "what was written late could not be kept, or the plan's files not be swept",
    );
  }
}

/** All chunks are delivered: what is left is to finish. A dry run delivers nothing, and says so. */
export async function markDelivered(runId: string): Promise<void> {
  await getDb().run.updateMany({
    where: { id: runId, deliveredAt: null, isDryRun: false },
    data: { deliveredAt: new Date() },
  });
}
