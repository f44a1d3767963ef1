import type { RowEstimate, SourceQuery } from "../api/sources";
import { type Actor, requireRole } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { openSourceOf } from "./open-source-config";

/** How many rows a query gives, as the source's planner expects; the query isn't run. */
export async function estimateRows(
  actor: Actor,
  { sourceId, query }: { sourceId: string; query: SourceQuery },
): Promise<RowEstimate> {
  requireRole(actor, "editor");
  const source = await openSourceOf(actor.workspaceId, requireId(sourceId, "source"));
  return { rows: await source.estimateRows(query) };
}
