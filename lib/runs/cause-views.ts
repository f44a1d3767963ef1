import type { OpenCauseView } from "../api/causes";
import { type IgnoredView, RejectStage } from "../api/runs";
import { getDb, getPool } from "../db";
import { nameCause } from "../engine/name-cause";
import type { Prisma } from "../generated/prisma/client";
import { explainCause } from "./explain-cause";
import { partialTriggers } from "./full-runs";

export const openCauseSelect = {
  id: true,
  syncId: true,
  stage: true,
  code: true,
  property: true,
  option: true,
  message: true,
  rows: true,
  openedAt: true,
  closedAt: true,
  ignoredAt: true,
  ignoredBy: { select: { name: true } },
  lastRunId: true,
  lastSeenAt: true,
  sync: { select: { name: true } },
} satisfies Prisma.OpenCauseSelect;

type OpenCauseRow = Prisma.OpenCauseGetPayload<{ select: typeof openCauseSelect }>;

type Named = Pick<OpenCauseRow, "stage" | "code" | "property" | "option">;

const spell = ({ stage, code, property, option }: Named) => JSON.stringify([stage, code, property, option]);

/** What is shown of causes of syncs, in their order. */
export async function viewOpenCauses(rows: readonly OpenCauseRow[]): Promise<OpenCauseView[]> {
  const [trends, causeIds] = await Promise.all([readTrends(rows.map(({ id }) => id)), findCausesOfRuns(rows)]);
  return rows.map((row) => {
    const named = nameParts(row);
    const explained = explainCause(named);
    return {
      id: row.id,
      syncId: row.syncId,
      syncName: row.sync.name,
      ...named,
      ...explained,
      fixedIn: [...explained.fixedIn],
      title: nameCause({ ...named, ...explained, message: row.message }),
      message: row.message,
      rows: row.rows,
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      ignored: viewIgnored(row),
      lastRun: {
        id: row.lastRunId,
        finishedAt: row.lastSeenAt.toISOString(),
        causeId: causeIds.get(`${row.lastRunId} ${spell(row)}`) ?? null,
      },
      trend: trends.get(row.id) ?? [],
    };
  });
}

/** What a cause is called in parts; null where the database has an empty text. */
export function nameParts({ stage, code, property, option }: Named) {
  return { stage: RejectStage.parse(stage), code, property: property || null, option: option || null };
}

export function viewIgnored({
  ignoredAt,
  ignoredBy,
}: Pick<OpenCauseRow, "ignoredAt" | "ignoredBy">): IgnoredView | null {
  return ignoredAt && { at: ignoredAt.toISOString(), by: ignoredBy?.name ?? null };
}

type Trend = OpenCauseView["trend"];

/** By cause, its rows in the last ten full runs of its sync that made their plan. */
async function readTrends(ids: readonly string[]): Promise<ReadonlyMap<string, Trend>> {
  const { rows } = await getPool().query<{ id: string; runId: string; finishedAt: Date; rows: number }>(
    `select o.id, r.id as "runId", r."finishedAt", coalesce(c.rows, 0) as rows
     from "OpenCause" o
     cross join lateral (
       select id, "finishedAt" from "Run"
       where "syncId" = o."syncId" and not "isDryRun" and trigger <> all($2::text[]) and "plannedAt" is not null
         and "finishedAt" is not null
       order by "requestedAt" desc limit 10) r
     left join "RejectCause" c on c."runId" = r.id
       and (c.stage, c.code, c.property, c.option) = (o.stage, o.code, o.property, o.option)
     where o.id = any($1::uuid[])
     order by r.id`,
    [ids, partialTriggers],
  );
  const trends = new Map<string, Trend>();
  for (const { id, runId, finishedAt, rows: count } of rows) {
    trends.set(id, [...(trends.get(id) ?? []), { runId, finishedAt: finishedAt.toISOString(), rows: count }]);
  }
  return trends;
}

/** The causes' ids in the runs that had them last. */
async function findCausesOfRuns(rows: readonly OpenCauseRow[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const causes = await getDb().rejectCause.findMany({
    where: {
      OR: rows.map(({ lastRunId: runId, stage, code, property, option }) => ({ runId, stage, code, property, option })),
    },
    select: { id: true, runId: true, stage: true, code: true, property: true, option: true },
  });
  return new Map(causes.map((cause) => [`${cause.runId} ${spell(cause)}`, cause.id]));
}
