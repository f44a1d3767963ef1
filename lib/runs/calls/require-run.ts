import type { Actor } from "../../auth/actor";
import { notFound } from "../../auth/require-id";
import { getDb } from "../../db";

/** Refuses a run that is another workspace's, or nobody's. */
export async function requireRun(actor: Actor, id: string): Promise<void> {
  const run = await getDb().run.findUnique({ where: { id, workspaceId: actor.workspaceId }, select: { id: true } });
  if (!run) throw notFound("run");
}
