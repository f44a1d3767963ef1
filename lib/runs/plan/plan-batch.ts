import type { CompiledMapping } from "../../engine/compile-mapping";
import { type MappedRow, mapRow } from "../../engine/map-row";
import type { Payload, SourceRow, WriteMode } from "../../engine/types";
import { toSignedDecimal } from "../hash-payload";
import { makeReject } from "../make-reject";
import type { ChunkWriter } from "./chunk-writer";
import { refuseDuplicate, refuseSuperseded } from "./duplicate-key";
import type { KeyColumns, PlanKeys } from "./plan-keys";
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
}

type RefusedRow = { readonly rowNumber: number; readonly cells: SourceRow } & Extract<MappedRow, { ok: false }>;

interface GoodRow {
  readonly rowNumber: number;
  readonly cells: SourceRow;
  readonly key: string;
  readonly matchValue: string;
  readonly payload: Payload;
  readonly hash: string;
}

/** A batch of the source's rows, mapped: what can be told of them without looking anything up. */
export interface MappedBatch {
  readonly good: readonly GoodRow[];
  readonly refused: readonly RefusedRow[];
  /** Of good rows and refused ones: another row with the same key is as ambiguous as if both were good. */
  readonly columns: KeyColumns;
}

export function mapBatch({ mapping, hashPayload, counts }: PlanPass, rows: readonly SourceRow[]): MappedBatch {
  const good: GoodRow[] = [];
  const refused: RefusedRow[] = [];
  const columns: KeyColumns = { keys: [], hashes: [], rowNumbers: [] };
  for (const cells of rows) {
    counts.read += 1;
    const rowNumber = counts.read;
    const mapped = mapRow(mapping, cells);
    const hash = mapped.ok ? hashPayload(mapped.payload) : null;
    if (mapped.key === null) counts.withoutKey += 1;
    else {
      columns.keys.push(mapped.key);
      columns.hashes.push(hash);
      columns.rowNumbers.push(rowNumber);
    }
    if (mapped.ok) {
      const { key, matchValue, payload } = mapped;
      good.push({ rowNumber, cells, key, matchValue, payload, hash: hash ?? "" });
    } else refused.push({ ...mapped, rowNumber, cells });
  }
  return { good, refused, columns };
}

/** Takes a batch into the plan: every row becomes unchanged, skipped, a planned change or a reject. */
export async function planBatch(pass: PlanPass, { good, refused, columns }: MappedBatch): Promise<void> {
  const { keys, chunks, counts, rejects, mode } = pass;
  for (const row of refused) await rejects.add(makeReject(row, "preflight", row.refusals));
  const { fresh, changed } = await keys.compare(columns, pass.isFull && mode !== "create");
  counts.unchanged += good.length - fresh.length - changed.length;
  counts.fresh += fresh.length;
  // Whoever only creates has met the record of a key that HubSpot knows.
  if (mode === "create") counts.skipped += changed.length;
  const toSend = new Set(mode === "create" ? fresh : [...fresh, ...changed]);
  for (const row of good) {
    if (toSend.has(row.rowNumber)) {
      chunks.add({ ...row, hash: toSignedDecimal(row.hash), cells: [...row.cells] });
    }
  }
  await chunks.flushWhenFull();
}

/** Rejects a row whose key another row has, as the sync's rule for duplicates says. */
export async function rejectDuplicate(
  { rejects, mapping, keepsLast }: PlanPass,
  row: Parameters<typeof makeReject>[0] & { readonly matchValue: string },
): Promise<void> {
  const refuse = keepsLast ? refuseSuperseded : refuseDuplicate;
  await rejects.add(makeReject(row, "preflight", [refuse(row.matchValue, mapping.match.property)]));
}
