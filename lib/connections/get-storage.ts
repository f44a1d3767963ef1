import { FileOptions, StorageFacts, type StorageView } from "../api/storage";
import type { Actor } from "../auth/actor";
import { getDb, getPool } from "../db";
import { addressStorage } from "../runs/view-files";
import { wherePageOf } from "../runs/waiting-files";

/** What a role's trust policy may ask for: no other workspace of this instance is given it. */
export const suggestExternalId = (workspaceId: string) => `sluice-${workspaceId}`;

export async function getStorage(actor: Actor): Promise<StorageView> {
  const { workspaceId } = actor;
  const db = getDb();
  const [workspace, storages, runsOf, waiting, removal] = await Promise.all([
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
      },
    }),
    countRuns(workspaceId),
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
    earlier: storages.flatMap(({ id, facts, replacedAt }) => {
      const runs = runsOf.get(id) ?? 0;
      if (!replacedAt || runs === 0) return [];
      return [{ id, address: addressStorage(StorageFacts.parse(facts)), runs, replacedAt: replacedAt.toISOString() }];
    }),
    undeleted: removal?.problem ? { problem: removal.problem, nextTryAt: removal.tryAt.toISOString() } : null,
    suggestedExternalId: suggestExternalId(workspaceId),
  };
}

async function readWaiting(workspaceId: string): Promise<StorageView["waiting"]> {
  const db = getDb();
  const runs = { filesWaitUntil: { not: null }, filesProblem: { not: null } };
  const pages = { moveAt: { not: null }, moveProblem: { not: null } };
  const [waitingRuns, sentRows, run, page] = await Promise.all([
    db.run.count({ where: { workspaceId, OR: [runs, { written: { some: pages } }] } }),
    db.sentRow.count({ where: { workspaceId, written: pages } }),
    db.run.findFirst({
      where: { workspaceId, ...runs },
      orderBy: { filesWaitUntil: "asc" },
      select: { filesWaitUntil: true, filesProblem: true },
    }),
    db.writtenPage.findFirst({
      where: { ...wherePageOf(workspaceId), ...pages },
      orderBy: { moveAt: "asc" },
      select: { moveAt: true, moveProblem: true },
    }),
  ]);
  const [next] = [
    ...(run?.filesWaitUntil ? [{ at: run.filesWaitUntil, problem: run.filesProblem }] : []),
    ...(page?.moveAt ? [{ at: page.moveAt, problem: page.moveProblem }] : []),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  if (!next) return null;
  return { runs: waitingRuns, sentRows, problem: next.problem, nextTryAt: next.at.toISOString() };
}

/** How many runs have files in each of the workspace's buckets: of their rejected rows, or of what they wrote. */
async function countRuns(workspaceId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await getPool().query<{ storageId: string; runs: number }>(
    `select "storageId", count(*)::int as runs from (
       select id, "storageId" from "Run" where "workspaceId" = $1 and "storageId" is not null and "filesDeletedAt" is null
       union
       select r.id, p."storageId" from "WrittenPage" p join "Run" r on r.id = p."runId"
       where r."workspaceId" = $1 and p."storageId" is not null) held
     group by "storageId"`,
    [workspaceId],
  );
  return new Map(rows.map(({ storageId, runs }) => [storageId, runs]));
}
