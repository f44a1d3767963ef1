import { getDb } from "../../db";
import type { Prisma } from "../../generated/prisma/client";
import { listWrittenPlaces, placedPageSelect } from "../list-file-places";
import { findOwnStorage } from "./store-page";

const MOST_AT_ONCE = 500;
const DAY_MS = 86_400_000;

/**
 * Gives up the values of runs that ended more days ago than their workspace keeps them, or than it keeps rejected rows:
 * whoever wants those gone wants no rows kept elsewhere. So it does those of rows that were sent by hand so long ago.
 */
export async function giveUpOldValues(now: Date): Promise<number> {
  const workspaces = await getDb().workspace.findMany({
    select: { id: true, valuesKeptDays: true, rejectsKeptDays: true },
  });
  let given = 0;
  for (const { id: workspaceId, valuesKeptDays, rejectsKeptDays } of workspaces) {
    const days = Math.min(valuesKeptDays, rejectsKeptDays ?? valuesKeptDays);
    const tooOld = { lt: new Date(now.getTime() - days * DAY_MS) };
    given += await giveUpValues({ workspaceId, runs: { finishedAt: tooOld }, sentRows: { sentAt: tooOld } });
  }
  return given;
}

interface GivenUp {
  readonly workspaceId: string;
  readonly runs: Prisma.RunWhereInput;
  readonly sentRows: Prisma.SentRowWhereInput;
}

/**
 * Gives up what some runs and some rows sent by hand have kept of what they wrote, so many at once; says how many. What is
 * to be deleted is kept until it is. A row sent by hand without its values tells nothing but that there was one.
 */
export async function giveUpValues({ workspaceId, runs: ofRuns, sentRows }: GivenUp): Promise<number> {
  const db = getDb();
  const [runs, sent, storage] = await Promise.all([
    db.run.findMany({
      where: { ...ofRuns, workspaceId, written: { some: {} } },
      take: MOST_AT_ONCE,
      select: { id: true, syncId: true, written: { distinct: ["storageId", "moveAt"], select: placedPageSelect } },
    }),
    db.sentRow.findMany({
      where: { ...sentRows, workspaceId, written: { isNot: null } },
      take: MOST_AT_ONCE,
      select: { id: true, syncId: true, written: { select: placedPageSelect } },
    }),
    findOwnStorage({ workspaceId }),
  ]);
  const writers = [...runs, ...sent.map((row) => ({ ...row, written: row.written ? [row.written] : [] }))];
  if (writers.length === 0) return 0;
  const places = listWrittenPlaces(writers, storage?.id ?? null);
  await db.$transaction([
    db.fileRemoval.createMany({ data: places.map((place) => ({ ...place, workspaceId })) }),
    db.writtenPage.deleteMany({ where: { runId: { in: runs.map(({ id }) => id) } } }),
    db.writtenPage.deleteMany({ where: { sentRowId: { in: sent.map(({ id }) => id) } } }),
  ]);
  return writers.length;
}
