import { COMPARED_ROWS, type CompareInput } from "../../api/row-comparison";
import type { SyncDraftInput, SyncView } from "../../api/syncs";
import { type Actor, requireRole } from "../../auth/actor";
import { requireId } from "../../auth/require-id";
import { addressRecords } from "../../connections/address-records";
import { getUsablePortal } from "../../connections/get-usable-portal";
import { openPortal } from "../../connections/open-portal";
import { openSourceOf } from "../../connections/open-source-config";
import { readProperties } from "../../connections/read-properties";
import { getPool } from "../../db";
import type { Column } from "../../engine/types";
import { readWriteRules } from "../../engine/write-rules";
import { readHeld } from "../../hubspot/read-held";
import { createPayloadHasher, toSignedDecimal } from "../../runs/hash-payload";
import { getSync } from "../get-sync";
import { isSameTarget } from "../is-same-target";
import { type Comparison, targetOf, traceOf } from "./judge-row";
import { type MappedLine, mapRows } from "./map-rows";

interface OpenComparison {
  readonly columns: readonly Column[];
  readonly problems: readonly string[];
  readonly lines: readonly MappedLine[];
  /** Null while there are problems. */
  readonly comparison: Comparison | null;
  /** The saved sync, if the draft reaches the same records. */
  readonly sync: SyncView | null;
}

/** Reads a sync's first rows, maps them as a run does, and reads what HubSpot has of their records. */
export async function openComparison(actor: Actor, { syncId, draft }: CompareInput): Promise<OpenComparison> {
  requireRole(actor, "editor");
  const saved = syncId === null ? null : await getSync(actor, { syncId });
  const sync = saved && isSameTarget(saved, draft) ? saved : null;
  const portal = await getUsablePortal(actor.workspaceId, draft.portalId);
  const source = await openSourceOf(actor.workspaceId, requireId(draft.sourceId, "source"));
  const [{ columns, rows }, { properties }] = await Promise.all([
    source.preview(draft.query, COMPARED_ROWS),
    readProperties(actor, draft),
  ]);
  const mapped = mapRows({ draft, columns, rows, properties });
  if ("problems" in mapped) return { columns, problems: mapped.problems, lines: [], comparison: null, sync };
  const rules = readWriteRules(draft.mapping.fields);
  const hashPayload = createPayloadHasher(
    draft.mapping.fields.map(({ property }) => property),
    rules,
  );
  const comparison: Comparison = {
    draft,
    rules,
    properties,
    held: await readRecords(portal.id, draft, mapped.lines),
    accepted: await readAccepted(sync?.id ?? null, mapped.lines),
    hash: (payload) => toSignedDecimal(hashPayload(payload)),
    recordUrl: await addressRecords(actor.workspaceId, draft),
  };
  return { columns, problems: [], lines: mapped.lines, comparison, sync };
}

function readRecords(portalId: string, draft: SyncDraftInput, lines: readonly MappedLine[]) {
  const inputs = lines.flatMap((line) => {
    const { mapped } = line;
    return mapped.ok ? [{ trace: traceOf(line), matchValue: mapped.matchValue, payload: mapped.payload }] : [];
  });
  return readHeld(
    { client: openPortal(portalId), ...targetOf(draft) },
    inputs,
    draft.mapping.fields.map(({ property }) => property),
  );
}

/** What HubSpot has accepted of the rows' keys; of no sync, nothing. */
async function readAccepted(syncId: string | null, lines: readonly MappedLine[]): Promise<Map<string, string>> {
  if (syncId === null) return new Map();
  const keys = lines.flatMap(({ mapped }) => mapped.key ?? []);
  const { rows } = await getPool().query<{ key: string; hash: string }>(
    "select key, hash from bulk.row_state where sync_id = $1 and key = any($2::text[])",
    [syncId, keys],
  );
  return new Map(rows.map(({ key, hash }) => [key, hash]));
}
