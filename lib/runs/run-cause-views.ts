import { z } from "zod";
import { type CauseView, RejectSample } from "../api/runs";
import { getDb, getPool } from "../db";
import { nameCause } from "../engine/name-cause";
import type { Prisma } from "../generated/prisma/client";
import { nameParts, viewIgnored } from "./cause-views";
import { explainCause } from "./explain-cause";
import { explainNotRetried } from "./retryable-codes";

const MOST_CAUSES = 500;

const causeSelect = {
  id: true,
  stage: true,
  code: true,
  property: true,
  option: true,
  message: true,
  rows: true,
  settledRows: true,
  samples: true,
} satisfies Prisma.RejectCauseSelect;

type CauseRow = Prisma.RejectCauseGetPayload<{ select: typeof causeSelect }>;

/** The causes of a run, the most rows first, or one of them. */
export async function viewCauses(runId: string, causeId?: string): Promise<CauseView[]> {
  const [causes, ofSync] = await Promise.all([
    getDb().rejectCause.findMany({
      where: { runId, ...(causeId === undefined ? {} : { id: causeId }) },
      orderBy: [{ rows: "desc" }, { stage: "asc" }, { code: "asc" }, { property: "asc" }, { option: "asc" }],
      take: MOST_CAUSES,
      select: causeSelect,
    }),
    findCausesOfSync(runId),
  ]);
  return causes.map((cause) => viewCause(cause, ofSync.get(cause.id) ?? null));
}

function viewCause(cause: CauseRow, ofSync: CauseView["ofSync"]): CauseView {
  const { id, message, rows, settledRows } = cause;
  const named = nameParts(cause);
  const explained = explainCause(named);
  return {
    id,
    ...named,
    title: nameCause({ ...named, ...explained, message }),
    message,
    rows,
    settledRows,
    whyNotRetried: explainNotRetried(named.code),
    ofSync,
    ...explained,
    fixedIn: [...explained.fixedIn],
    samples: z.array(RejectSample).parse(cause.samples),
  };
}

/** By the id of a run's cause, the same cause over all runs of the sync. */
async function findCausesOfSync(runId: string): Promise<ReadonlyMap<string, NonNullable<CauseView["ofSync"]>>> {
  const { rows } = await getPool().query<{ causeId: string; id: string; ignoredAt: Date | null; by: string | null }>(
    `select c.id as "causeId", o.id, o."ignoredAt", u.name as by
     from "RejectCause" c
     join "Run" r on r.id = c."runId" and not r."isDryRun"
     join "OpenCause" o on o."syncId" = r."syncId"
       and (o.stage, o.code, o.property, o.option) = (c.stage, c.code, c.property, c.option)
     left join "User" u on u.id = o."ignoredById"
     where c."runId" = $1`,
    [runId],
  );
  return new Map(
    rows.map(({ causeId, id, ignoredAt, by }) => [
      causeId,
      { id, ignored: viewIgnored({ ignoredAt, ignoredBy: by === null ? null : { name: by } }) },
    ]),
  );
}
