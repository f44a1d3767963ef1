import type { RunFilesView } from "../api/runs";
import { StorageFacts } from "../api/storage";
import type { Prisma } from "../generated/prisma/client";

export const runFilesSelect = {
  filesReadyAt: true,
  filesWaitUntil: true,
  filesProblem: true,
  filesDeletedAt: true,
  filesKeptDays: true,
  storage: { select: { facts: true } },
} satisfies Prisma.RunSelect;

/** Where the files of a run's rejected rows are, and what is to be said of them. */
export function viewFiles(run: Prisma.RunGetPayload<{ select: typeof runFilesSelect }>): RunFilesView {
  return {
    bucket: run.storage ? addressStorage(StorageFacts.parse(run.storage.facts)) : null,
    isMoving: run.filesWaitUntil !== null,
    waiting:
      run.filesWaitUntil && run.filesProblem
        ? { problem: run.filesProblem, nextTryAt: run.filesWaitUntil.toISOString() }
        : null,
    deletedAt: run.filesDeletedAt?.toISOString() ?? null,
    whyDeleted: explainDeletedFiles(run),
  };
}

/** Null while they are there. */
export function explainDeletedFiles(run: { filesDeletedAt: Date | null; filesKeptDays: number | null }): string | null {
  if (!run.filesDeletedAt) return null;
  const days = run.filesKeptDays === 1 ? "1 day" : `${run.filesKeptDays ?? 0} days`;
  return `The files of this run were deleted after ${days}, as this workspace's storage says.`;
}

/** A bucket and its prefix, as people write it. */
export function addressStorage({ bucket, prefix, endpoint }: StorageFacts): string {
  const folder = prefix === "" ? bucket : `${bucket}/${prefix}`;
  return endpoint === null ? `s3://${folder}` : `${folder} at ${new URL(endpoint).host}`;
}
