import type { SourceView } from "../api/sources";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import { sourceSelect, viewSource } from "./source-view";

export async function listSources(actor: Actor): Promise<SourceView[]> {
  const sources = await getDb().source.findMany({
    where: { workspaceId: actor.workspaceId },
    orderBy: { name: "asc" },
    select: sourceSelect,
  });
  return sources.map(viewSource);
}
