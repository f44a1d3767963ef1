import type { PaceView } from "../api/run-pace";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb, getPool } from "../db";
import { readEnv } from "../env";

/** How fast a run was delivered, or is being delivered, beside what its portal allows. */
export async function getPace(actor: Actor, { runId }: { runId: string }): Promise<PaceView> {
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: {
      id: true,
      plannedAt: true,
      approvedAt: true,
      deliveredAt: true,
      finishedAt: true,
      allowanceCalls: true,
      allowanceMs: true,
      sync: { select: { portal: { select: { reserveShare: true } } } },
    },
  });
  if (!run) throw notFound("run");
  const { rows } = await getPool().query<{ at: number; seconds: number; calls: number; rows: number }>(
    "select at, seconds, calls, rows from bulk.run_pace where run_id = $1 order by at",
    [run.id],
  );
  const { allowanceCalls: calls, allowanceMs: intervalMs } = run;
  const begun = run.approvedAt ?? run.plannedAt;
  const end = run.deliveredAt ?? run.finishedAt ?? new Date();
  const last = begun ? Math.max(0, (end.getTime() - begun.getTime()) / 1_000) : 0;
  return {
    allowance: calls !== null && intervalMs !== null ? { calls, intervalMs } : null,
    reserveShare: run.sync.portal.reserveShare ?? readEnv().HUBSPOT_RESERVE_SHARE,
    // The last span may not be over, or wasn't when all was delivered.
    spans: rows.map((span) => ({ ...span, seconds: Math.min(span.seconds, Math.max(last - span.at, 0.1)) })),
  };
}
