import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { RECORD_ID, type WrittenRecord } from "./batch-calls";
import { applyRules, listAsked, tellLeftOut, withoutRules } from "./follow-rules";
import { lookUpTwice } from "./look-up";
import { rejectSameRecord } from "./outcomes";
import { upsertRecords } from "./upsert-records";
import type { WriteSession } from "./write-session";

/**
 * Updates the records that exist and skips the rest. Batch update takes contacts by record id only, so the ids are looked
 * up first: two calls for a batch without bad rows, one by record id. Rows that reach the same record, a contact by two
 * of its addresses for one, are rejected: which of them should win is nobody's to guess.
 */
export async function updateRecords(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  if (inputs.length === 0) return [];
  if (session.target.matchProperty === RECORD_ID) return updateById(session, inputs);
  // The look that finds the ids tells as well what the records hold.
  const records = await lookUpTwice(session.target, inputs, listAsked(session.target));
  const recordIds = new Map([...records].map(([input, record]) => [input, record.id]));
  const rejected: WriteOutcome[] = [];
  const known = new Map<WriteInput, WrittenRecord>();
  const missing: WriteOutcome[] = [];
  for (const input of inputs) {
    const record = records.get(input);
    if (record === undefined) missing.push(skipMissing(input.trace));
    else if (countUses(recordIds, record.id) > 1) rejected.push(rejectSameRecord(input, record.id));
    else known.set(byRecordId(input, record.id, session.target.matchProperty), record);
  }
  const { open, done, leftOut } = applyRules(session.target, [...known.keys()], known);
  const byId = withoutRules({ ...session, target: { ...session.target, matchProperty: RECORD_ID } });
  const written = tellLeftOut([...done, ...(await updateById(byId, open))], leftOut);
  return [...missing, ...rejected, ...written];
}

async function updateById(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const outcomes = await upsertRecords(session, inputs);
  return outcomes.map((outcome) => (isNotFound(outcome) ? skipMissing(outcome.trace) : outcome));
}

function isNotFound(outcome: WriteOutcome): boolean {
  return outcome.kind === "rejected" && outcome.refusal.code === "OBJECT_NOT_FOUND";
}

function skipMissing(trace: string): WriteOutcome {
  return { kind: "skipped", trace, reason: "missing", recordId: null };
}

function countUses(recordIds: ReadonlyMap<WriteInput, string>, recordId: string): number {
  return [...recordIds.values()].filter((id) => id === recordId).length;
}

/**
 * The input for the record that it was found to mean. What found the record isn't written: it is there already, and an
 * address that isn't the contact's first one would become that.
 */
export function byRecordId(input: WriteInput, recordId: string, matchProperty: string): WriteInput {
  const { [matchProperty]: _match, ...payload } = input.payload;
  return { ...input, matchValue: recordId, payload };
}
