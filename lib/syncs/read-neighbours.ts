import { Schedule } from "../api/syncs";
import { getDb } from "../db";
import type { Prisma } from "../generated/prisma/client";
import type { Neighbours } from "./sync-view";

const neighbourSelect = { id: true, name: true, pausedAt: true } satisfies Prisma.SyncSelect;

interface SyncOfWorkspace {
  readonly id: string;
  readonly workspaceId: string;
  readonly schedule: unknown;
}

/** The sync that this one runs after, if it does, and those that run after it. */
export async function readNeighbours({ id, workspaceId, schedule: raw }: SyncOfWorkspace): Promise<Neighbours> {
  const db = getDb();
  const schedule = Schedule.parse(raw);
  const after = schedule.kind === "after" ? schedule.syncId : null;
  const [runsAfter, followers] = await Promise.all([
    after === null ? null : db.sync.findUnique({ where: { id: after, workspaceId }, select: neighbourSelect }),
    db.sync.findMany({
      where: { workspaceId, schedule: { path: ["syncId"], equals: id } },
      orderBy: { name: "asc" },
      select: neighbourSelect,
    }),
  ]);
  const gone = after === null ? null : { id: after, name: null, pausedAt: null };
  return { runsAfter: runsAfter ? view(runsAfter) : gone, followers: followers.map(view) };
}

function view({ pausedAt, ...sync }: Prisma.SyncGetPayload<{ select: typeof neighbourSelect }>) {
  return { ...sync, pausedAt: pausedAt?.toISOString() ?? null };
}
