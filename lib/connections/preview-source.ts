import type { PreviewView, SourceQuery, TableView } from "../api/sources";
import { type Actor, requireRole } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { openSourceOf } from "./open-source-config";

const PREVIEW_ROWS = 20;

export async function listTables(actor: Actor, { sourceId }: { sourceId: string }): Promise<TableView[]> {
  return (await openSourceOf(actor.workspaceId, requireId(sourceId, "source"))).listTables();
}

/** The columns of a query and its first rows. */
export async function previewSource(
  actor: Actor,
  { sourceId, query }: { sourceId: string; query: SourceQuery },
): Promise<PreviewView> {
  requireRole(actor, "editor");
  const source = await openSourceOf(actor.workspaceId, requireId(sourceId, "source"));
  const { columns, rows } = await source.preview(query, PREVIEW_ROWS);
  return { columns: [...columns], rows: rows.map((row) => [...row]) };
}
