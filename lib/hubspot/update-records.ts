import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { RECORD_ID } from "./batch-calls";
import { lookUp } from "./look-up";
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
  const recordIds = await findRecordIds(session, inputs);
  const rejected: WriteOutcome[] = [];
  const known: WriteInput[] = [];
  const missing: WriteOutcome[] = [];
  for (const input of inputs) {
    const recordId = recordIds.get(input);
    if (recordId === undefined) missing.push(skipMissing(input.trace));
    else if (countUses(recordIds, recordId) > 1) rejected.push(rejectSameRecord(input, recordId));
    else known.push(byRecordId(input, recordId, session.target.matchProperty));
  }
  const byId = { ...session, target: { ...session.target, matchProperty: RECORD_ID } };
  return [...missing, ...rejected, ...(await updateById(byId, known))];
}

async function updateById(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const outcomes = await upsertRecords(session, inputs);
  return outcomes.map((outcome) => (isNotFound(outcome) ? skipMissing(outcome.trace) : outcome));
}

async function findRecordIds({ target }: WriteSession, inputs: readonly WriteInput[]) {
  const first = await lookUp(target, inputs);
  // HubSpot leaves records out of answers without a word: what wasn't named missing either is asked for once more.
  const again = first.unaccounted.length > 0 ? await lookUp(target, first.unaccounted) : null;
  const found = [...first.records, ...(again?.records ?? [])];
  return new Map(found.map(([input, record]) => [input, record.id]));
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
