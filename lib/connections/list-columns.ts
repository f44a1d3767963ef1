import type { CatalogueView } from "../api/sources";
import type { Actor } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { openSourceOf } from "./open-source-config";

/** The tables and views of a source with their columns. */
export async function listColumns(actor: Actor, { sourceId }: { sourceId: string }): Promise<CatalogueView> {
  const source = await openSourceOf(actor.workspaceId, requireId(sourceId, "source"));
  const { defaultSchema, tables, isWhole } = await source.listColumns();
  return { defaultSchema, tables: tables.map((table) => ({ ...table, columns: [...table.columns] })), isWhole };
}
