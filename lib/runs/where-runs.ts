import type { EndedWithin, RunFilter, RunStatusFilter } from "../api/run-filter";
import type { Actor } from "../auth/actor";
import { requireId } from "../auth/require-id";
import type { Prisma } from "../generated/prisma/client";

const HOUR_MS = 3_600_000;
const hours: Readonly<Record<EndedWithin, number>> = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 };

/** The runs of a workspace that a filter asks for. */
export function whereRuns(actor: Actor, filter: RunFilter): Prisma.RunWhereInput {
  const { syncId, status, trigger, kind, rejects, ended, from, before, search } = filter;
  return {
    workspaceId: actor.workspaceId,
    ...(syncId ? { syncId: requireId(syncId, "sync") } : {}),
    ...(trigger ? { trigger } : {}),
    ...(kind ? { isDryRun: kind === "dry" } : {}),
    ...(from || before ? { requestedAt: { ...(from ? { gte: from } : {}), ...(before ? { lt: before } : {}) } } : {}),
    AND: [
      ...(ended ? [{ finishedAt: { gt: new Date(Date.now() - hours[ended] * HOUR_MS) } }] : []),
      ...(status ? [whereStatus(status)] : []),
      ...(rejects ? [{ rowsRejected: { gt: 0 } }] : []),
      ...(search ? [{ errorCode: { not: null } }, ...search.split(/\s+/).map(whereErrorSays)] : []),
    ],
  };
}

/** What the database takes for any letters stands for itself here. */
function whereErrorSays(word: string): Prisma.RunWhereInput {
  const contains = word.replaceAll(/[\\%_]/g, "\\$&");
  return {
    OR: [{ errorMessage: { contains, mode: "insensitive" } }, { errorCode: { contains, mode: "insensitive" } }],
  };
}

const over = { finishedAt: { not: null } };
const under = { finishedAt: null };
const asked = { cancelRequestedAt: { not: null } };
const notAsked = { cancelRequestedAt: null };
const going: Prisma.RunWhereInput = { ...under, ...notAsked, pausedUntil: null };
/** A cancel that came before everything was done. */
const cutShort: Prisma.RunWhereInput = {
  ...asked,
  OR: [
    { isDryRun: true, plannedAt: null },
    { isDryRun: false, deliveredAt: null },
  ],
};
const heldBack: Prisma.RunWhereInput = { heldAt: { not: null }, approvedAt: null };
const endedWell: Prisma.RunWhereInput = { ...over, errorCode: null, NOT: cutShort };
const planned: Prisma.RunWhereInput = {
  ...going,
  startedAt: { not: null },
  preparedAt: { not: null },
  plannedAt: { not: null },
};
const sending: Prisma.RunWhereInput = { ...planned, isDryRun: false, NOT: heldBack };

/** `deriveRunStatus` as a question to the database: a test holds them together. */
export function whereStatus(status: RunStatusFilter): Prisma.RunWhereInput {
  switch (status) {
    case "live":
      return under;
    case "cancelling":
      return { ...under, ...asked };
    case "waiting":
      return { ...under, ...notAsked, pausedUntil: { not: null } };
    case "queued":
      return { ...going, startedAt: null };
    case "preparing":
      return { ...going, startedAt: { not: null }, preparedAt: null };
    case "planning":
      return { ...going, startedAt: { not: null }, preparedAt: { not: null }, plannedAt: null };
    case "held":
      return { ...planned, ...heldBack, isDryRun: false };
    case "delivering":
      return { ...sending, deliveredAt: null };
    case "finishing":
      return { ...planned, OR: [{ isDryRun: true }, { ...sending, deliveredAt: { not: null } }] };
    case "failed":
      return { ...over, errorCode: { not: null } };
    case "stopped":
      return { ...over, errorCode: null, ...cutShort, ...heldBack };
    case "cancelled":
      return { ...over, errorCode: null, ...cutShort, NOT: heldBack };
    case "completed_with_rejects":
      return { ...endedWell, rowsRejected: { gt: 0 } };
    case "completed":
      return { ...endedWell, rowsRejected: 0 };
    default:
      return status satisfies never;
  }
}
