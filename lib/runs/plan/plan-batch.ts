import type { CompiledMapping } from "../../engine/compile-mapping";
import { type MappedRow, mapRow } from "../../engine/map-row";
import type { SourceRow, WriteMode } from "../../engine/types";
import { hashPayload } from "../hash-payload";
import { makeReject } from "../make-reject";
import type { ChunkWriter } from "./chunk-writer";
import { refuseDuplicate } from "./duplicate-key";
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
  readonly chunks: ChunkWriter;
  readonly rejects: RejectWriter;
  readonly counts: PlanCounts;
}

type KeyedRow = { rowNumber: number; cells: SourceRow } & Extract<MappedRow, { ok: true }>;

/** Takes a batch of the source into the plan: every row becomes unchanged, skipped, a planned change or a reject. */
export async function planBatch(pass: PlanPass, rows: readonly SourceRow[]): Promise<void> {
  const good: KeyedRow[] = [];
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const repeatedRows = new Set<KeyedRow>();
  for (const cells of rows) {
    pass.counts.read += 1;
    const rowNumber = pass.counts.read;
    const mapped = mapRow(pass.mapping, cells);
    const isRepeated = mapped.key !== null && seen.has(mapped.key);
    if (mapped.key === null) pass.counts.withoutKey += 1;
    else (isRepeated ? repeated : seen).add(mapped.key);
    if (!mapped.ok) {
      await pass.rejects.add(makeReject({ ...mapped, rowNumber, cells }, "preflight", mapped.refusals));
      continue;
    }
    const row = { ...mapped, rowNumber, cells };
    good.push(row);
    if (isRepeated) repeatedRows.add(row);
  }
  // A refused row claims its key, too: another row with the same key is as ambiguous as if both were good.
  const firsts = await claimKeys(pass.attempt, [...seen], [...repeated], pass.chunks.index);
  pass.counts.keys += firsts.size;
  const candidates = good.filter((row) => firsts.has(row.key) && !repeatedRows.has(row));
  const hashes = await readHashes(
    pass.attempt.syncId,
    candidates.map(({ key }) => key),
  );
  const isCandidate = new Set(candidates);
  for (const row of good) {
    if (isCandidate.has(row)) planRow(pass, row, hashes.get(row.key));
    else await rejectDuplicate(pass, row);
  }
  await pass.chunks.flushWhenFull();
}

function planRow({ chunks, counts, mode }: PlanPass, row: KeyedRow, acceptedHash: string | undefined): void {
  const { rowNumber, key, matchValue, payload, cells } = row;
  const hash = hashPayload(payload);
  if (hash === acceptedHash) counts.unchanged += 1;
  else if (mode === "create" && acceptedHash !== undefined) counts.skipped += 1;
  else {
    if (acceptedHash === undefined) counts.fresh += 1;
    chunks.add({ rowNumber, key, matchValue, hash, payload, cells: [...cells] });
  }
}

async function rejectDuplicate({ rejects, mapping }: PlanPass, row: KeyedRow): Promise<void> {
  await rejects.add(makeReject(row, "preflight", [refuseDuplicate(row.matchValue, mapping.match.property)]));
}
