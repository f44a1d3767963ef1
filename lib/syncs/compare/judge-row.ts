import type { ComparedField, ComparedRow } from "../../api/row-comparison";
import type { SyncDraftInput } from "../../api/syncs";
import type { MappedRow } from "../../engine/map-row";
import type { Payload, Property, Refusal } from "../../engine/types";
import { leaveOutByRules, readWriteRules, type WriteRules } from "../../engine/write-rules";
import { RECORD_ID } from "../../hubspot/batch-calls";
import { describeWrite } from "../../hubspot/describe-write";
import { rejectGone, rejectMerged, rejectSameRecord } from "../../hubspot/outcomes";
import type { HeldRecord, HeldRecords } from "../../hubspot/read-held";
import { compareField } from "./compare-field";
import type { MappedLine } from "./map-rows";

/** All that decides what becomes of a row, but for the row. */
export interface Comparison {
  readonly draft: SyncDraftInput;
  readonly rules: WriteRules;
  readonly properties: readonly Property[];
  readonly held: HeldRecords;
  /** By key: the hash of the payload that HubSpot accepted last, as a signed decimal. */
  readonly accepted: ReadonlyMap<string, string>;
  readonly hash: (payload: MappedRow["payload"]) => string;
  readonly recordUrl: (id: string) => string;
}

type Judgement = Pick<ComparedRow, "outcome" | "note"> & { readonly refusals: readonly Refusal[] };
type GoodRow = Extract<MappedRow, { ok: true }>;

/** One row beside its record: what a run would do to it, by what is known before HubSpot has its say. */
export function judgeRow(comparison: Comparison, line: MappedLine): ComparedRow {
  const { draft, rules, properties, held, recordUrl } = comparison;
  const { rowNumber, cells, mapped } = line;
  const record = held.records.get(traceOf(line)) ?? null;
  const payload = record ? leaveOutByRules(mapped.payload, record.properties, rules) : mapped.payload;
  const fields = draft.mapping.fields.map((field) =>
    compareField({
      field,
      property: properties.find(({ name }) => name === field.property),
      sent: payload[field.property],
      record,
    }),
  );
  const { outcome, note, refusals } = mapped.ok
    ? judgeGood(comparison, line, { mapped, record, fields })
    : { outcome: "rejected" as const, note: null, refusals: mapped.refusals };
  return {
    rowNumber,
    cells: [...cells],
    matchValue: mapped.matchValue,
    outcome,
    note,
    refusals: [...refusals],
    leftOut: mapped.ok ? [...mapped.leftOut] : [],
    fields: outcome === "rejected" ? fields.map((field) => ({ ...field, effect: "untouched" as const })) : fields,
    recordId: record?.recordId ?? null,
    recordUrl: record ? recordUrl(record.recordId) : null,
    request: mapped.ok && outcome !== "rejected" ? requestOf(draft, mapped, payload, record) : null,
  };
}

export function traceOf({ rowNumber }: Pick<MappedLine, "rowNumber">): string {
  return String(rowNumber);
}

/** The trace of a row that is sent alone: the same wherever it stands, so that one that has moved makes the same request. */
export const ONE_ROW = "row";

export function targetOf({ objectTypeId, mode, mapping }: SyncDraftInput) {
  return { objectTypeId, mode, matchProperty: mapping.match.property, rules: readWriteRules(mapping.fields) };
}

function requestOf(draft: SyncDraftInput, row: GoodRow, payload: Payload, record: HeldRecord | null) {
  // By the fields' rules nothing is left to be written: no call is made.
  if (payload !== row.payload && Object.keys(payload).length === 0) return null;
  const input = { trace: ONE_ROW, matchValue: row.matchValue, payload };
  const request = describeWrite(targetOf(draft), input, record?.recordId ?? null);
  return request && { method: "POST" as const, path: request.path, body: { inputs: [...request.body.inputs] } };
}

interface GoodLine {
  readonly mapped: GoodRow;
  readonly record: HeldRecord | null;
  readonly fields: readonly ComparedField[];
}

function judgeGood(comparison: Comparison, line: MappedLine, { mapped, record, fields }: GoodLine): Judgement {
  const { draft, accepted, hash } = comparison;
  const known = accepted.get(mapped.key) ?? null;
  const refusal = refuseByRecord(comparison, line, mapped, record);
  if (refusal) return { outcome: "rejected", note: null, refusals: [refusal] };
  if (draft.mode === "create" && (record || known !== null))
    return skip("The record exists, and this sync only creates.");
  if (draft.mode === "update" && !record) return skip("HubSpot has no such record, and this sync only updates.");
  const isSent = known === null || hash(mapped.payload) !== known;
  if (!isSent && !record)
    return keep(
      "HubSpot has no such record any more, but accepted this row: a run doesn't send it again until it changes.",
    );
  if (!record) return { outcome: "created", note: null, refusals: [] };
  const isChanged = fields.some(({ effect }) => effect !== "same" && effect !== "untouched");
  if (isChanged && isSent) return { outcome: "changed", note: null, refusals: [] };
  if (isChanged) {
    return keep(
      "HubSpot accepted this row as it is, and has other values by now: a run doesn't send it until the row changes.",
    );
  }
  return keep(
    isSent ? "A run takes it up, as HubSpot hasn't accepted it from this sync yet; nothing changes by that." : null,
  );
}

function skip(note: string): Judgement {
  return { outcome: "skipped", note, refusals: [] };
}

function keep(note: string | null): Judgement {
  return { outcome: "unchanged", note, refusals: [] };
}

/** What the record says against the row, in the words of the run. */
function refuseByRecord(
  { draft, held }: Comparison,
  line: MappedLine,
  { matchValue, payload }: GoodRow,
  record: HeldRecord | null,
): Refusal | null {
  const input = { trace: traceOf(line), matchValue, payload };
  const isById = draft.mapping.match.property === RECORD_ID;
  const heir = held.merged.get(input.trace);
  if (heir !== undefined) return rejectMerged(input, heir, null).refusal;
  if (isById && draft.mode === "upsert" && !record) return rejectGone(input, null).refusal;
  if (draft.mode !== "update" || !record || isById) return null;
  const sharing = [...held.records.values()].filter(({ recordId }) => recordId === record.recordId);
  return sharing.length > 1 ? rejectSameRecord(input, record.recordId).refusal : null;
}
