import type { SyncPreview, SyncPreviewInput } from "../api/sync-preview";
import { type Actor, requireRole } from "../auth/actor";
import { previewSource } from "../connections/preview-source";
import { readProperties } from "../connections/read-properties";
import { compileMapping } from "../engine/compile-mapping";
import { mapRow } from "../engine/map-row";
import { readTemplate } from "../engine/read-template";
import type { SourceRow } from "../engine/types";
import { getSync } from "./get-sync";

/** Maps a sync's first rows as its next run would, and sends nothing. */
export async function previewSync(actor: Actor, { syncId }: { syncId: string }): Promise<SyncPreview> {
  requireRole(actor, "editor");
  return previewSyncInput(actor, await getSync(actor, { syncId }));
}

/** The same before anything is saved. */
export async function previewSyncInput(actor: Actor, input: SyncPreviewInput): Promise<SyncPreview> {
  requireRole(actor, "editor");
  const { mapping, objectTypeId, mode } = input;
  const [{ columns, rows }, { properties }] = await Promise.all([
    previewSource(actor, input),
    readProperties(actor, input),
  ]);
  const compiled = compileMapping({ mapping, columns, properties, objectTypeId, mode, readTemplate });
  if (!compiled.ok) return { columns, problems: compiled.problems.map(({ message }) => message), rows: [] };
  const map = (cells: SourceRow) => {
    const mapped = mapRow(compiled.compiled, cells);
    const { matchValue, payload } = mapped;
    return { cells: [...cells], matchValue, payload: { ...payload }, refusals: mapped.ok ? [] : [...mapped.refusals] };
  };
  return { columns, problems: [], rows: rows.map(map) };
}
