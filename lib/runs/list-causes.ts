import type { CauseCounts, CausePage, CauseStatus } from "../api/causes";
import type { Actor } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { openCauseSelect, viewOpenCauses } from "./cause-views";

const PAGE = 50;

interface OfSync {
  readonly syncId?: string | undefined;
}

const states = {
  open: { closedAt: null, ignoredAt: null },
  ignored: { ignoredAt: { not: null } },
  closed: { closedAt: { not: null }, ignoredAt: null },
} satisfies Record<CauseStatus, Prisma.OpenCauseWhereInput>;

const orders = {
  open: [{ rows: "desc" }, { id: "desc" }],
  ignored: [{ ignoredAt: "desc" }, { id: "desc" }],
  closed: [{ closedAt: "desc" }, { id: "desc" }],
} satisfies Record<CauseStatus, Prisma.OpenCauseOrderByWithRelationInput[]>;

/** The causes of the workspace's syncs: the open ones with the most rows first, the others with the latest change first. */
export async function listCauses(
  actor: Actor,
  { status, cursor, ...ofSync }: OfSync & { readonly status: CauseStatus; readonly cursor?: string | undefined },
): Promise<CausePage> {
  const causes = await getDb().openCause.findMany({
    where: { ...whereOf(actor, ofSync), ...states[status] },
    orderBy: orders[status],
    take: PAGE + 1,
    ...(cursor ? { cursor: { id: requireId(cursor, "cause") }, skip: 1 } : {}),
    select: openCauseSelect,
  });
  const page = causes.slice(0, PAGE);
  return {
    causes: await viewOpenCauses(page),
    nextCursor: causes.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

export async function countCauses(actor: Actor, ofSync: OfSync = {}): Promise<CauseCounts> {
  const where = whereOf(actor, ofSync);
  const count = (status: CauseStatus) => getDb().openCause.count({ where: { ...where, ...states[status] } });
  const [open, ignored, closed] = await Promise.all([count("open"), count("ignored"), count("closed")]);
  return { open, ignored, closed };
}

function whereOf({ workspaceId }: Actor, { syncId }: OfSync) {
  return { workspaceId, ...(syncId ? { syncId: requireId(syncId, "sync") } : {}) };
}
