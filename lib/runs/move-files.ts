import { getDb } from "../db";
import { AppError, messageOf } from "../errors";
import { log } from "../log";
import { decodePage } from "../rejects/reject";
import { getObjectStore } from "../storage/instance-store";
import { listFilePlaces, placedRunSelect } from "./list-file-places";
import { openRunStores, type RunStores } from "./open-run-stores";
import { openRejectFiles } from "./reject-files";
import { manifestKey, rejectIndexKey, reportBase, runPrefix } from "./run-keys";
import { RunSnapshot } from "./run-snapshot";
import { endPauses, holdWaitingFiles, pauseUntil } from "./waiting-files";
import { type ReportedRun, ReportWriter } from "./write-report";

const BEAT_MS = 30_000;
const LEASE_MS = 2 * 60_000;

export type MoveResult = "moved" | "waits" | "taken";

/**
 * Moves the files of a run that has ended to the workspace's own bucket, and writes its report there. Until the last of
 * them is written they count as where they were; then they are deleted there. What goes wrong with the bucket is kept
 * with the run, and tried again after a pause that grows. Several may try at once: one does it.
 */
export async function moveFiles(runId: string): Promise<MoveResult> {
  const claim = await claimMove(runId);
  if (!claim) return "taken";
  const beat = setInterval(() => void holdClaim(claim).catch(() => {}), BEAT_MS);
  try {
    return await carryOver(claim);
  } catch (thrown) {
    await waitWith(claim, thrown);
    return "waits";
  } finally {
    clearInterval(beat);
  }
}

interface Claim extends ReportedRun {
  readonly planPrefix: string;
  readonly reportExtension: string | null;
  /** Counts the tries; only the latest may say how it went. */
  readonly tries: number;
}

async function claimMove(runId: string): Promise<Claim | null> {
  const db = getDb();
  const seen = await db.run.findUnique({ where: { id: runId }, select: { filesTries: true } });
  if (!seen) return null;
  const tries = seen.filesTries + 1;
  const { count } = await db.run.updateMany({
    where: { id: runId, filesTries: seen.filesTries, filesWaitUntil: { lte: new Date() } },
    data: { filesTries: tries, filesWaitUntil: new Date(Date.now() + LEASE_MS) },
  });
  if (count === 0) return null;
  const { planPrefix, ...run } = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      id: true,
      workspaceId: true,
      syncId: true,
      requestedAt: true,
      planPrefix: true,
      reportExtension: true,
      snapshot: true,
    },
  });
  if (planPrefix === null) throw new Error(`The run ${runId} has files and no plan.`);
  const { objectTypeId } = RunSnapshot.parse(run.snapshot);
  return { ...run, objectTypeId, planPrefix, tries };
}

/** Whoever dies while moving lets go after two minutes. */
async function holdClaim({ id, tries }: Claim): Promise<void> {
  await getDb().run.updateMany({
    where: { id, filesTries: tries, filesWaitUntil: { not: null } },
    data: { filesWaitUntil: new Date(Date.now() + LEASE_MS) },
  });
}

async function carryOver(claim: Claim): Promise<MoveResult> {
  const storage = await getDb().storage.findFirst({
    where: { workspaceId: claim.workspaceId, replacedAt: null },
    select: { id: true },
  });
  // The workspace may have gone back to the instance's store meanwhile: then only the report is to be written.
  const storageId = storage?.id ?? null;
  const target = await openRunStores(claim, storageId);
  await copyFiles(claim, storageId === null ? null : target.pages, target);
  const { count } = await getDb().run.updateMany({
    where: { id: claim.id, filesTries: claim.tries, filesWaitUntil: { not: null } },
    // Swept once more: who dies now leaves what was moved.
    data: { storageId, filesWaitUntil: null, filesProblem: null, ...(storageId === null ? {} : { sweptAt: null }) },
  });
  if (count === 0) return withdraw(claim, target, storageId);
  if (claim.tries > 1) await takeBackEarlierTries(claim, storageId);
  if (storageId !== null) {
    await endPauses(claim.workspaceId);
    await deleteMoved(claim.id);
  }
  return "moved";
}

/** Reads each page once: it is written as it is, and its rejects go into the report. */
async function copyFiles(claim: Claim, pages: RunStores["pages"] | null, { reports }: RunStores): Promise<void> {
  const files = await openRejectFiles(claim);
  if (!files) throw new Error(`The run ${claim.id} has files and no plan.`);
  const store = getObjectStore();
  const columns = files.columns.map(({ name }) => name);
  const { reportExtension } = claim;
  const report = reportExtension === null ? null : new ReportWriter(reports, claim, reportExtension, columns);
  try {
    for (const { key } of files.pages) {
      const text = await store.getText(key);
      await pages?.putText(key, text, { contentType: "application/x-ndjson" });
      if (report) for (const reject of decodePage(text)) await report.add(reject);
    }
    await report?.close();
  } catch (thrown) {
    await report?.abort();
    throw thrown;
  }
  for (const key of [rejectIndexKey(claim.id), manifestKey(claim.planPrefix)]) {
    await pages?.putText(key, await store.getText(key), { contentType: "application/json" });
  }
}

/** The files were deleted meanwhile, with their sync or since they were too old; or somebody else moves them. */
async function withdraw(claim: Claim, target: RunStores, storageId: string | null): Promise<MoveResult> {
  const run = await getDb().run.findUnique({
    where: { id: claim.id },
    select: { filesWaitUntil: true, storageId: true },
  });
  if (run && (run.filesWaitUntil || run.storageId)) return "taken";
  await target.reports.deletePrefix(reportBase(claim));
  if (storageId !== null) await target.pages.deletePrefix(runPrefix(claim.id));
  return "taken";
}

/** A bucket that was the workspace's when an earlier try was made may hold what that one wrote. */
async function takeBackEarlierTries(claim: Claim, storageId: string | null): Promise<void> {
  const db = getDb();
  const run = await db.run.findUnique({ where: { id: claim.id }, select: { ...placedRunSelect, finishedAt: true } });
  if (!run?.finishedAt) return;
  const { workspaceId } = claim;
  const earlier = await db.storage.findMany({
    where: { workspaceId, replacedAt: { gte: run.finishedAt }, ...(storageId !== null && { id: { not: storageId } }) },
    select: { id: true },
  });
  const places = earlier.flatMap(({ id }) => listFilePlaces([{ ...run, storageId: id, written: [] }], null));
  await db.fileRemoval.createMany({
    data: places.flatMap((place) => (place.storageId === null ? [] : [{ ...place, workspaceId }])),
  });
}

async function deleteMoved(runId: string): Promise<void> {
  try {
    await getObjectStore().deletePrefix(runPrefix(runId));
  } catch (failure) {
    log.warn({ runId, reason: messageOf(failure) }, "files that were moved could not be deleted where they were");
  }
}

async function waitWith({ id, workspaceId, tries }: Claim, thrown: unknown): Promise<void> {
  const isForeseen = thrown instanceof AppError;
  if (!isForeseen) log.error({ err: thrown, runId: id }, "moving the files of a run failed");
  const problem = isForeseen ? thrown.message : "Something went wrong on our side; the log has the details.";
  const filesWaitUntil = pauseUntil(tries);
  const { count } = await getDb().run.updateMany({
    where: { id, filesTries: tries, filesWaitUntil: { not: null } },
    data: { filesWaitUntil, filesProblem: problem },
  });
  if (count === 0 || !isForeseen) return;
  log.warn({ runId: id, reason: problem }, "the files of a run wait in the instance's store");
  await holdWaitingFiles(workspaceId, filesWaitUntil, problem);
}
