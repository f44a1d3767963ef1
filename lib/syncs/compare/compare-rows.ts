import { COMPARED_ROWS, type CompareInput, type RowComparison } from "../../api/row-comparison";
import type { SyncDraftInput } from "../../api/syncs";
import { type Actor, requireRole } from "../../auth/actor";
import { requireId } from "../../auth/require-id";
import { addressRecords } from "../../connections/address-records";
import { getUsablePortal } from "../../connections/get-usable-portal";
import { openPortal } from "../../connections/open-portal";
import { openSourceOf } from "../../connections/open-source-config";
import { readProperties } from "../../connections/read-properties";
import { getPool } from "../../db";
import { readWriteRules } from "../../engine/write-rules";
import { readHeld } from "../../hubspot/read-held";
import { createPayloadHasher, toSignedDecimal } from "../../runs/hash-payload";
import { getSync } from "../get-sync";
import { isSameTarget } from "../is-same-target";
import { judgeRow, traceOf } from "./judge-row";
import { type MappedLine, mapRows } from "./map-rows";

/**
 * The first rows of a sync, saved or not, beside what HubSpot has now: what a run would create, change, blank, skip and
 * reject. Rows go through the code of a run; nothing is written. One call to HubSpot.
 */
export async function compareRows(actor: Actor, { syncId, draft }: CompareInput): Promise<RowComparison> {
  requireRole(actor, "editor");
  const sync = syncId === null ? null : await getSync(actor, { syncId });
  const portal = await getUsablePortal(actor.workspaceId, draft.portalId);
  const source = await openSourceOf(actor.workspaceId, requireId(draft.sourceId, "source"));
  const [{ columns, rows }, { properties }] = await Promise.all([
    source.preview(draft.query, COMPARED_ROWS),
    readProperties(actor, draft),
  ]);
  const mapped = mapRows({ draft, columns, rows, properties });
  if ("problems" in mapped) return { columns: [...columns], problems: [...mapped.problems], rows: [] };
  const rules = readWriteRules(draft.mapping.fields);
  const hashPayload = createPayloadHasher(
    draft.mapping.fields.map(({ property }) => property),
    rules,
  );
  const comparison = {
    draft,
    rules,
    properties,
    held: await readRecords(portal.id, draft, mapped.lines),
    accepted: await readAccepted(sync && isSameTarget(sync, draft) ? sync.id : null, mapped.lines),
    hash: (payload: Parameters<typeof hashPayload>[0]) => toSignedDecimal(hashPayload(payload)),
    recordUrl: await addressRecords(actor.workspaceId, draft),
  };
  return { columns: [...columns], problems: [], rows: mapped.lines.map((line) => judgeRow(comparison, line)) };
}

function readRecords(portalId: string, draft: SyncDraftInput, lines: readonly MappedLine[]) {
  const { objectTypeId, mode, mapping } = draft;
  const inputs = lines.flatMap((line) => {
    const { mapped } = line;
    return mapped.ok ? [{ trace: traceOf(line), matchValue: mapped.matchValue, payload: mapped.payload }] : [];
  });
  const target = { client: openPortal(portalId), objectTypeId, mode, matchProperty: mapping.match.property };
  return readHeld(
    target,
    inputs,
    mapping.fields.map(({ property }) => property),
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
