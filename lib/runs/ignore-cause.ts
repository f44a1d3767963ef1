import type { OpenCauseView } from "../api/causes";
import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { recordAuditEvent } from "../members/record-audit-event";
import { openCauseSelect, viewOpenCauses } from "./cause-views";

interface CauseOfSync {
  readonly causeId: string;
}

/**
 * Takes a cause of a sync out of what needs somebody, until it is undone. Its rows are rejected and counted as before.
 * Of two who do it at once the first is named.
 */
export async function ignoreCause(actor: Actor, { causeId }: CauseOfSync): Promise<OpenCauseView> {
  requireRole(actor, "editor");
  const id = requireId(causeId, "cause");
  const { count } = await getDb().openCause.updateMany({
    where: { id, workspaceId: actor.workspaceId, ignoredAt: null },
    data: { ignoredAt: new Date(), ignoredById: actor.userId },
  });
  return tell(actor, id, count > 0 && { action: "cause.ignored", verb: "Ignored" });
}

/** Undoes `ignoreCause`. */
export async function heedCause(actor: Actor, { causeId }: CauseOfSync): Promise<OpenCauseView> {
  requireRole(actor, "editor");
  const id = requireId(causeId, "cause");
  const { count } = await getDb().openCause.updateMany({
    where: { id, workspaceId: actor.workspaceId, ignoredAt: { not: null } },
    data: { ignoredAt: null, ignoredById: null },
  });
  return tell(actor, id, count > 0 && { action: "cause.heeded", verb: "Stopped ignoring" });
}

async function tell(actor: Actor, id: string, done: false | { action: string; verb: string }): Promise<OpenCauseView> {
  const row = await getDb().openCause.findUnique({
    where: { id, workspaceId: actor.workspaceId },
    select: openCauseSelect,
  });
  const [cause] = row ? await viewOpenCauses([row]) : [];
  if (!cause) throw notFound("cause");
  if (done) {
    const { action, verb } = done;
    const summary = `${verb} a cause of the sync ${cause.syncName}: ${cause.code}`;
    await recordAuditEvent(actor, { action, targetId: id, summary });
  }
  return cause;
}
