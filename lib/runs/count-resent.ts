import { readKeptProperties } from "../connections/read-properties";
import { getPool } from "../db";
import { type CompiledMapping, compileMapping } from "../engine/compile-mapping";
import { mapRow } from "../engine/map-row";
import { readTemplate } from "../engine/read-template";
import type { Column } from "../engine/types";
import { readWriteRules, type WriteRules } from "../engine/write-rules";
import type { ObjectStore } from "../storage/object-store";
import { createPayloadHasher, toSignedDecimal } from "./hash-payload";
import { PlannedRow } from "./planned-row";
import { chunkKey } from "./run-keys";
import type { RunWork } from "./run-work";

interface DraftPlan {
  readonly store: ObjectStore;
  /** Where it lies in the store, in so many chunks of rows. */
  readonly plan: string;
  readonly chunks: number;
  readonly columns: readonly Column[];
}

/**
 * Counts the rows of a draft's plan that nothing but its change sends again: mapped as the sync is saved they are what
 * HubSpot has accepted. Null where nobody can tell: there is no draft, or it reads other rows, reaches other records, or
 * takes the place of a mapping that doesn't work any more.
 */
export async function countResent({ syncId, snapshot }: RunWork, plan: DraftPlan): Promise<number | null> {
  const mapping = snapshot.draft?.savedMapping;
  if (!mapping) return null;
  const properties = await readKeptProperties(snapshot);
  const rules = readWriteRules(mapping.fields);
  const saved = compileMapping({ ...snapshot, mapping, columns: plan.columns, properties, readTemplate });
  if (!saved.ok) return null;
  let resent = 0;
  for (let index = 0; index < plan.chunks; index += 1) {
    const hashes = await mapAsSaved(saved.compiled, rules, plan.store.readLines(chunkKey(plan.plan, index)));
    resent += await countAccepted(syncId, hashes);
  }
  return resent;
}

/** By key, the hash that a chunk's rows have in the saved mapping; a row that it refuses wasn't accepted by it. */
async function mapAsSaved(
  mapping: CompiledMapping,
  rules: WriteRules,
  lines: AsyncIterable<string>,
): Promise<Map<string, string>> {
  const hashPayload = createPayloadHasher(
    mapping.fields.map(({ property }) => property),
    rules,
  );
  const hashes = new Map<string, string>();
  for await (const line of lines) {
    const mapped = mapRow(mapping, PlannedRow.parse(JSON.parse(line)).cells);
    if (mapped.ok) hashes.set(mapped.key, toSignedDecimal(hashPayload(mapped.payload)));
  }
  return hashes;
}

async function countAccepted(syncId: string, hashes: ReadonlyMap<string, string>): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    `select count(*)::int as count from bulk.row_state s
     join unnest($2::text[], $3::bigint[]) as r(key, hash) on s.key = r.key and s.hash = r.hash
     where s.sync_id = $1`,
    [syncId, [...hashes.keys()], [...hashes.values()]],
  );
  return rows[0]?.count ?? 0;
}
