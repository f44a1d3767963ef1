import type { SourceView } from "../api/sources";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { sourceSelect, viewSource } from "./source-view";

export async function getSource(actor: Actor, { sourceId }: { sourceId: string }): Promise<SourceView> {
  const source = await getDb().source.findUnique({
    where: { id: requireId(sourceId, "source"), workspaceId: actor.workspaceId },
    select: sourceSelect,
  });
  if (!source) throw notFound("source");
  return viewSource(source);
}
