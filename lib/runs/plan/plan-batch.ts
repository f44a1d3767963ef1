import type { CompiledMapping } from "../../engine/compile-mapping";
import { type MappedRow, mapRow } from "../../engine/map-row";
import type { SourceRow, WriteMode } from "../../engine/types";
import { hashPayload } from "../hash-payload";
import { makeReject } from "../make-reject";
import type { ChunkWriter } from "./chunk-writer";
import { refuseDuplicate, refuseSuperseded } from "./duplicate-key";
import { claimKeys, type PlanAttempt, readHashes } from "./plan-keys";
import type { RejectWriter } from "./reject-writer";

export interface PlanCounts {
  read: number;
  unchanged: number;
  /** Rows whose record is known to exist, of a sync that only creates. */
  skipped: number;
  /** Different keys met. */
  keys: number;
  /** Rows to send that HubSpot has never accepted. */
  fresh: number;
  /** Rows of which nobody can tell whose record they are. */
  withoutKey: number;
}

export interface PlanPass {
  readonly attempt: PlanAttempt;
  readonly mapping: CompiledMapping;
  readonly mode: WriteMode;
  /** Of rows with one key the last counts, by the query's order. */
  readonly keepsLast: boolean;
  /** Rows are sent whatever HubSpot has accepted of them. */
  readonly isFull: boolean;
  readonly chunks: ChunkWriter;
  readonly rejects: RejectWriter;
  readonly counts: PlanCounts;
}

type KeyedRow = { rowNumber: number; cells: SourceRow } & Extract<MappedRow, { ok: true }>;

/** Takes a batch of the source into the plan: every row becomes unchanged, skipped, a planned change or a reject. */
export async function planBatch(pass: PlanPass, rows: readonly SourceRow[]): Promise<void> {
  const good: KeyedRow[] = [];
  /** By key, the row of this batch that counts: the first, or the last. Of a refused row only that it has the key. */
  const chosen = new Map<string, number>();
  const repeated = new Set<string>();
  for (const cells of rows) {
    pass.counts.read += 1;
    const rowNumber = pass.counts.read;
    const mapped = mapRow(pass.mapping, cells);
    if (mapped.key === null) pass.counts.withoutKey += 1;
    else {
      if (chosen.has(mapped.key)) repeated.add(mapped.key);
      if (pass.keepsLast || !chosen.has(mapped.key)) chosen.set(mapped.key, rowNumber);
    }
    if (mapped.ok) good.push({ ...mapped, rowNumber, cells });
    else await pass.rejects.add(makeReject({ ...mapped, rowNumber, cells }, "preflight", mapped.refusals));
  }
  // A refused row claims its key, too: another row with the same key is as ambiguous as if both were good.
  const firsts = await claimKeys(pass.attempt, { chosen, repeated, chunk: pass.chunks.index });
  pass.counts.keys += firsts.size;
  const isCandidate = ({ key, rowNumber }: KeyedRow) =>
    chosen.get(key) === rowNumber && (pass.keepsLast || firsts.has(key));
  const keys = good.filter(isCandidate).map(({ key }) => key);
  const hashes = await readHashes(pass.attempt.syncId, keys);
  for (const row of good) {
    if (isCandidate(row)) planRow(pass, row, hashes.get(row.key));
    else await rejectDuplicate(pass, row);
  }
  await pass.chunks.flushWhenFull();
}

function planRow({ chunks, counts, mode, isFull }: PlanPass, row: KeyedRow, acceptedHash: string | undefined): void {
  const { rowNumber, key, matchValue, payload, cells } = row;
  const hash = hashPayload(payload);
  if (mode === "create" && acceptedHash !== undefined && hash !== acceptedHash) counts.skipped += 1;
  else if (hash === acceptedHash && (!isFull || mode === "create")) counts.unchanged += 1;
  else {
    if (acceptedHash === undefined) counts.fresh += 1;
    chunks.add({ rowNumber, key, matchValue, hash, payload, cells: [...cells] });
  }
}

/** Rejects a row whose key another row has, as the sync's rule for duplicates says. */
export async function rejectDuplicate(
  { rejects, mapping, keepsLast }: PlanPass,
  row: Parameters<typeof makeReject>[0] & { readonly matchValue: string },
): Promise<void> {
  const refuse = keepsLast ? refuseSuperseded : refuseDuplicate;
  await rejects.add(makeReject(row, "preflight", [refuse(row.matchValue, mapping.match.property)]));
}
