import { getDb } from "../../db";
import type { Prisma } from "../../generated/prisma/client";
import { listWrittenPlaces } from "../list-file-places";

const MOST_AT_ONCE = 500;
const DAY_MS = 86_400_000;

/**
 * Gives up the values of runs that ended more days ago than their workspace keeps them, or than it keeps rejected rows:
 * whoever wants those gone wants no rows kept elsewhere.
 */
export async function giveUpOldValues(now: Date): Promise<number> {
  const workspaces = await getDb().workspace.findMany({
    select: { id: true, valuesKeptDays: true, rejectsKeptDays: true },
  });
  let given = 0;
  for (const { id, valuesKeptDays, rejectsKeptDays } of workspaces) {
    const days = Math.min(valuesKeptDays, rejectsKeptDays ?? valuesKeptDays);
    const finishedAt = { lt: new Date(now.getTime() - days * DAY_MS) };
    given += await giveUpValues({ workspaceId: id, finishedAt });
  }
  return given;
}

/** Gives up what some runs of a workspace have kept of what they wrote: what is to be deleted is kept until it is. */
export async function giveUpValues(where: Prisma.RunWhereInput & { readonly workspaceId: string }): Promise<number> {
  const db = getDb();
  const runs = await db.run.findMany({
    where: { ...where, written: { some: {} } },
    take: MOST_AT_ONCE,
    select: { id: true, syncId: true, written: { distinct: ["storageId"], select: { storageId: true } } },
  });
  if (runs.length === 0) return 0;
  const { workspaceId } = where;
  await db.$transaction([
    db.fileRemoval.createMany({ data: listWrittenPlaces(runs).map((place) => ({ ...place, workspaceId })) }),
    db.writtenPage.deleteMany({ where: { runId: { in: runs.map(({ id }) => id) } } }),
  ]);
  return runs.length;
}
