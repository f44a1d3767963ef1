import type { CompiledMapping } from "../../engine/compile-mapping";
import { type MappedRow, mapRow, readMatch } from "../../engine/map-row";
import type { Payload, SourceRow, WriteMode } from "../../engine/types";
import { toSignedDecimal } from "../hash-payload";
import { makeReject } from "../make-reject";
import type { PlannedRow } from "../planned-row";
import { BigintColumn } from "./bigint-column";
import type { ChunkWriter } from "./chunk-writer";
import { refuseDuplicate, refuseSuperseded } from "./duplicate-key";
import type { Fingerprint } from "./fingerprint";
import type { IncompleteRows } from "./incomplete-rows";
import type { DecidedRow, DoubtfulRow, KeyColumns, PlanKeys } from "./plan-keys";
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
  readonly fingerprint: Fingerprint;
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
  /** The rows that were refused and have a key, by their numbers. */
  readonly refused: number[];
}

type GoodRow = Extract<MappedRow, { ok: true }>;
type RefusedRow = { readonly rowNumber: number; readonly cells: SourceRow } & Extract<MappedRow, { ok: false }>;

/**
 * A batch of the source's rows, with what tells without mapping them that they are as HubSpot has them: nearly all are,
 * and only the others are mapped.
 */
export interface KeyedBatch {
  readonly rows: readonly SourceRow[];
  /** Of good rows and refused ones: another row with the same key is as ambiguous as if both were good. */
  readonly columns: KeyColumns;
  readonly withoutKey: readonly DoubtfulRow[];
}

export function keyBatch({ mapping, fingerprint, counts }: PlanPass, rows: readonly SourceRow[]): KeyedBatch {
  const columns: KeyColumns = { firstRow: counts.read + 1, keys: [], fingerprints: new BigintColumn(rows.length) };
  const withoutKey: DoubtfulRow[] = [];
  for (const cells of rows) {
    counts.read += 1;
    const match = readMatch(mapping, cells);
    fingerprint(cells, columns.fingerprints, columns.keys.length);
    columns.keys.push(match.ok ? match.key : null);
    if (!match.ok) withoutKey.push({ rowNumber: counts.read, accepted: null });
  }
  counts.withoutKey += withoutKey.length;
  return { rows, columns, withoutKey };
}

/** Takes a batch into the plan: every row becomes unchanged, skipped, a planned change or a reject. */
export async function planBatch(pass: PlanPass, batch: KeyedBatch): Promise<void> {
  const { mapping, keys, chunks, counts } = pass;
  const { rows, columns, withoutKey } = batch;
  const doubtful = [...(await keys.compare(columns, isAllSent(pass))), ...withoutKey];
  if (withoutKey.length > 0) doubtful.sort((one, other) => one.rowNumber - other.rowNumber);
  counts.unchanged += rows.length - doubtful.length;
  const decided: DecidedRow[] = [];
  for (const row of doubtful) {
    const cells = rows[row.rowNumber - columns.firstRow] ?? [];
    const mapped = refuseCopy(pass, row.rowNumber, mapRow(mapping, cells));
    if (!mapped.ok) await refuseRow(pass, { ...mapped, rowNumber: row.rowNumber, cells });
    if (mapped.key !== null) decided.push(mapped.ok ? decideRow(pass, batch, row, mapped) : decide(row, mapped.key));
    if (chunks.isFull) await chunks.flush();
  }
  await keys.noteDecided(columns, decided);
}

/** Whoever only creates sends nothing that is there already, even if everything is to be sent. */
function isAllSent({ isFull, mode }: PlanPass): boolean {
  return isFull && mode !== "create";
}

/** Of a retry, a row isn't good whose key another row of the run that rejected it had, too. */
function refuseCopy({ mapping, origins }: PlanPass, rowNumber: number, mapped: MappedRow): MappedRow {
  if (!mapped.ok) return mapped;
  const refusal = origins?.refuseCopy(rowNumber, mapped.matchValue, mapping.match.property);
  return refusal ? { ...mapped, ok: false, refusals: [refusal] } : mapped;
}

async function refuseRow({ rejects, origins, refused }: PlanPass, row: RefusedRow): Promise<void> {
  if (row.key !== null) refused.push(row.rowNumber);
  const origin = origins?.of(row.rowNumber) ?? null;
  await rejects.add(makeReject({ ...row, origin }, "preflight", row.refusals));
}

/** Tells by its payload what is to be done about a good row, and plans it. */
function decideRow(pass: PlanPass, { rows, columns }: KeyedBatch, row: DoubtfulRow, mapped: GoodRow): DecidedRow {
  const { hashPayload, counts, chunks, mode } = pass;
  const { key } = mapped;
  const { rowNumber, accepted } = row;
  const hash = toSignedDecimal(hashPayload(mapped.payload));
  if (hash === accepted && !isAllSent(pass)) {
    counts.unchanged += 1;
    return decide(row, key, { acceptedAs: hash });
  }
  // Whoever only creates has met the record of a key that HubSpot knows.
  if (accepted !== null && mode === "create") {
    counts.skipped += 1;
    return decide(row, key);
  }
  if (accepted === null) counts.fresh += 1;
  const index = rowNumber - columns.firstRow;
  const fingerprint = columns.fingerprints.read(index);
  chunks.add(planRow(pass, mapped, { rowNumber, hash, fingerprint, cells: [...(rows[index] ?? [])] }));
  return decide(row, key, { isToSend: true });
}

function decide(
  { rowNumber }: DoubtfulRow,
  key: string,
  { isToSend = false, acceptedAs = null }: Partial<DecidedRow> = {},
): DecidedRow {
  return { rowNumber, key, isToSend, acceptedAs };
}

function planRow(
  { incomplete, origins }: PlanPass,
  mapped: GoodRow,
  row: Pick<PlannedRow, "rowNumber" | "hash" | "fingerprint" | "cells">,
): PlannedRow {
  const { rowNumber } = row;
  const { key, matchValue, payload } = mapped;
  const origin = origins?.of(rowNumber) ?? null;
  incomplete.add(rowNumber, mapped, origin?.sourceRow);
  origins?.markToSend(rowNumber, true);
  return { key, matchValue, payload, ...row, origin };
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
