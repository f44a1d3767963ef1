import { FileOptions, StorageFacts, type StorageView } from "../api/storage";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import { addressStorage } from "../runs/view-files";

/** What a role's trust policy may ask for: no other workspace of this instance is given it. */
export const suggestExternalId = (workspaceId: string) => `sluice-${workspaceId}`;

export async function getStorage(actor: Actor): Promise<StorageView> {
  const { workspaceId } = actor;
  const db = getDb();
  const [workspace, storages, waiting, removal] = await Promise.all([
    db.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { reportFormat: true, reportCompression: true, rejectsKeptDays: true, valuesKeptDays: true },
    }),
    db.storage.findMany({
      where: { workspaceId },
      orderBy: { createdAt: "desc" },
      select: {
        id: true,
        facts: true,
        createdAt: true,
        replacedAt: true,
        testedAt: true,
        testFailure: true,
        _count: { select: { runs: { where: { filesDeletedAt: null } } } },
      },
    }),
    readWaiting(workspaceId),
    db.fileRemoval.findFirst({
      where: { workspaceId, problem: { not: null } },
      orderBy: { tryAt: "asc" },
      select: { problem: true, tryAt: true },
    }),
  ]);
  const current = storages.find(({ replacedAt }) => replacedAt === null);
  return {
    storage: current
      ? {
          id: current.id,
          facts: StorageFacts.parse(current.facts),
          since: current.createdAt.toISOString(),
          testedAt: current.testedAt?.toISOString() ?? null,
          testFailure: current.testFailure,
        }
      : null,
    files: FileOptions.parse({
      format: workspace.reportFormat,
      compression: workspace.reportCompression,
      rejectsKeptDays: workspace.rejectsKeptDays,
      valuesKeptDays: workspace.valuesKeptDays,
    }),
    waiting,
    earlier: storages.flatMap(({ id, facts, replacedAt, _count: { runs } }) =>
      replacedAt && runs > 0
        ? [{ id, address: addressStorage(StorageFacts.parse(facts)), runs, replacedAt: replacedAt.toISOString() }]
        : [],
    ),
    undeleted: removal?.problem ? { problem: removal.problem, nextTryAt: removal.tryAt.toISOString() } : null,
    suggestedExternalId: suggestExternalId(workspaceId),
  };
}

async function readWaiting(workspaceId: string): Promise<StorageView["waiting"]> {
  const where = { workspaceId, filesWaitUntil: { not: null }, filesProblem: { not: null } };
  const db = getDb();
  const [runs, next] = await Promise.all([
    db.run.count({ where }),
    db.run.findFirst({
      where,
      orderBy: { filesWaitUntil: "asc" },
      select: { filesWaitUntil: true, filesProblem: true },
    }),
  ]);
  if (!next?.filesWaitUntil) return null;
  return { runs, problem: next.filesProblem, nextTryAt: next.filesWaitUntil.toISOString() };
}
