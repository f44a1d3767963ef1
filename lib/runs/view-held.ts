import type { DryRun } from "../api/ledger";
import type { Decision } from "../api/runs";
import { getDb } from "../db";
import type { RunSnapshot } from "./run-snapshot";
import { deriveRunStatus, type RunFacts } from "./run-status";
import { splitPlanned } from "./split-planned";

// The clocks of the app, which says when it was decided, and of the database may differ so much.
const CLOCKS_MS = 60_000;

/** What a run that a limit holds would do if somebody approved it; null of all others. */
export async function readHeldPlan(
  run: RunFacts & { planFresh: number },
  snapshot: Pick<RunSnapshot, "mode">,
): Promise<DryRun | null> {
  if (deriveRunStatus(run) !== "held") return null;
  const removals = await getDb().runChunk.aggregate({
    where: { runId: run.id, kind: { not: "upsert" } },
    _sum: { rows: true },
  });
  const writes = splitPlanned(snapshot, { planned: run.planChanged, fresh: run.planFresh });
  return { ...writes, wouldRemove: removals._sum.rows ?? 0 };
}

/** Who approved a run that a limit had held, or discarded it, by what the audit log has of it; null where nobody did. */
export async function readDecision(workspaceId: string, run: RunFacts): Promise<Decision | null> {
  const isApproved = run.approvedAt !== null;
  const at = run.approvedAt ?? (deriveRunStatus(run) === "stopped" ? run.cancelRequestedAt : null);
  if (at === null) return null;
  const event = await getDb().auditEvent.findFirst({
    where: {
      workspaceId,
      targetId: run.id,
      action: isApproved ? "run.approved" : "run.cancelled",
      createdAt: { gte: new Date(at.getTime() - CLOCKS_MS), lte: new Date(at.getTime() + CLOCKS_MS) },
    },
    select: { user: { select: { name: true } }, apiKey: { select: { name: true } } },
  });
  return {
    kind: isApproved ? "approved" : "discarded",
    at: at.toISOString(),
    by: event?.user?.name ?? null,
    apiKey: event?.apiKey?.name ?? null,
  };
}
