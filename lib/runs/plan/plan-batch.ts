import type { CompiledMapping } from "../../engine/compile-mapping";
import { type MappedRow, mapRow } from "../../engine/map-row";
import type { Payload, SourceRow, WriteMode } from "../../engine/types";
import { toSignedDecimal } from "../hash-payload";
import { makeReject } from "../make-reject";
import type { PlannedRow } from "../planned-row";
import type { ChunkWriter } from "./chunk-writer";
import { refuseDuplicate, refuseSuperseded } from "./duplicate-key";
import type { IncompleteRows } from "./incomplete-rows";
import type { KeyColumns, PlanKeys } from "./plan-keys";
import type { PlanOrigins } from "./plan-origins";
import type { RejectWriter } from "./reject-writer";

export interface PlanCounts {
  read: number;
  unchanged: number;
  /** Rows whose record is known to exist, of a sync that only creates. */
  skipped: number;
  /** Rows to send that HubSpot has never accepted. */
  fresh: number;
  /** Rows of which nobody can tell whose record they are. */
  withoutKey: number;
}

export interface PlanPass {
  readonly runId: string;
  readonly mapping: CompiledMapping;
  readonly hashPayload: (payload: Payload) => string;
  readonly mode: WriteMode;
  /** Of rows with one key the last counts, by the query's order. */
  readonly keepsLast: boolean;
  /** Rows are sent whatever HubSpot has accepted of them. */
  readonly isFull: boolean;
  readonly keys: PlanKeys;
  readonly chunks: ChunkWriter;
  readonly rejects: RejectWriter;
  readonly counts: PlanCounts;
  readonly incomplete: IncompleteRows;
  /** Of a retry and an upload: which rejected rows its rows are. */
  readonly origins: PlanOrigins | null;
}

type RefusedRow = { readonly rowNumber: number; readonly cells: SourceRow } & Extract<MappedRow, { ok: false }>;

/**
 * A batch of the source's rows, mapped: what can be told of them without looking anything up. Of good rows only the hash
 * is kept: nearly all are as HubSpot has them, and the few others are soon mapped again.
 */
export interface MappedBatch {
  readonly rows: readonly SourceRow[];
  readonly goodRows: number;
  readonly refused: readonly RefusedRow[];
  /** Of good rows and refused ones: another row with the same key is as ambiguous as if both were good. */
  readonly columns: KeyColumns;
}

export function mapBatch({ mapping, hashPayload, counts }: PlanPass, rows: readonly SourceRow[]): MappedBatch {
  const refused: RefusedRow[] = [];
  const columns: KeyColumns = { firstRow: counts.read + 1, keys: [], hashes: [] };
  for (const cells of rows) {
    counts.read += 1;
    const mapped = mapRow(mapping, cells);
    if (mapped.key === null) counts.withoutKey += 1;
    columns.keys.push(mapped.key);
    columns.hashes.push(mapped.ok ? hashPayload(mapped.payload) : null);
    if (!mapped.ok) refused.push({ ...mapped, rowNumber: counts.read, cells });
  }
  return { rows, goodRows: rows.length - refused.length, refused, columns };
}

/** Takes a batch into the plan: every row becomes unchanged, skipped, a planned change or a reject. */
export async function planBatch(pass: PlanPass, { rows, goodRows, refused, columns }: MappedBatch): Promise<void> {
  const { keys, chunks, counts, rejects, mode, origins } = pass;
  for (const row of refused) {
    const origin = origins?.of(row.rowNumber) ?? null;
    await rejects.add(makeReject({ ...row, origin }, "preflight", row.refusals));
  }
  const { fresh, changed } = await keys.compare(columns, pass.isFull && mode !== "create");
  counts.unchanged += goodRows - fresh.length - changed.length;
  counts.fresh += fresh.length;
  // Whoever only creates has met the record of a key that HubSpot knows.
  if (mode === "create") counts.skipped += changed.length;
  const toSend = mode === "create" ? fresh : [...fresh, ...changed].sort((a, b) => a - b);
  for (const rowNumber of toSend) {
    chunks.add(planRow(pass, rowNumber, rows[rowNumber - columns.firstRow] ?? []));
    if (chunks.isFull) await chunks.flush();
  }
}

function planRow(
  { mapping, hashPayload, incomplete, origins }: PlanPass,
  rowNumber: number,
  cells: SourceRow,
): PlannedRow {
  const mapped = mapRow(mapping, cells);
  if (!mapped.ok) throw new Error(`The row ${rowNumber} was good, and isn't any more.`);
  const { key, matchValue, payload } = mapped;
  incomplete.add(rowNumber, mapped);
  origins?.markToSend(rowNumber, true);
  const origin = origins?.of(rowNumber) ?? null;
  return {
    rowNumber,
    key,
    matchValue,
    hash: toSignedDecimal(hashPayload(payload)),
    payload,
    cells: [...cells],
    origin,
  };
}

/** Rejects a row whose key another row has, as the sync's rule for duplicates says. */
export async function rejectDuplicate(
  { rejects, mapping, keepsLast, origins }: PlanPass,
  row: Parameters<typeof makeReject>[0] & { readonly matchValue: string },
): Promise<void> {
  const refuse = keepsLast ? refuseSuperseded : refuseDuplicate;
  origins?.markToSend(row.rowNumber, false);
  await rejects.add(makeReject(row, "preflight", [refuse(row.matchValue, mapping.match.property)]));
}
