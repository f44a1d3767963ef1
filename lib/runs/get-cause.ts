import type { CauseView } from "../api/runs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { viewCauses } from "./run-cause-views";

/** One cause of a run. */
export async function getCause(
  actor: Actor,
  { runId, causeId }: { runId: string; causeId: string },
): Promise<CauseView> {
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: { id: true },
  });
  if (!run) throw notFound("run");
  const [cause] = await viewCauses(run.id, requireId(causeId, "cause"));
  if (!cause) throw notFound("cause");
  return cause;
}
