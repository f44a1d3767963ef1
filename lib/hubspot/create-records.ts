import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { createBatch, type WrittenRecord, withoutEmpty } from "./batch-calls";
import { HubSpotRefusal } from "./client";
import { isCreatedSince } from "./find-written";
import { holdsPayload } from "./holds-payload";
import { lookUp } from "./look-up";
import { narrowDown } from "./narrow-down";
import { rejectUnconfirmed } from "./outcomes";
import { reconcile } from "./reconcile";
import type { WriteSession } from "./write-session";

/** One create of a batch, and what it has to remember. */
interface Creation {
  readonly session: WriteSession;
  /** Inputs of a call that was sent again because nobody knows its fate: the record in their way may be their own. */
  readonly doubtful: Set<WriteInput>;
  /** When the first call of which nobody knows the fate may have been made; null where it was made here. */
  readonly since: Date | null;
}

/**
 * Creates the records that don't exist and skips the rest. Two calls for a batch without bad rows. A record that turns
 * up in between was somebody else's, and is skipped too; unless a call of ours got no answer and the record holds the
 * payload: then it is ours. So is one that was there before, if it was made since a time when all of them may have been
 * sent already.
 */
export async function createRecords(
  session: WriteSession,
  inputs: readonly WriteInput[],
  since: Date | null = null,
): Promise<WriteOutcome[]> {
  if (inputs.length === 0) return [];
  const creation: Creation = { session, doubtful: new Set(since ? inputs : []), since };
  const records = since ? await lookAgain(creation, inputs) : (await lookUp(session.target, inputs)).records;
  const existing: WriteOutcome[] = [];
  for (const [input, record] of records) existing.push(await judgeExisting(creation, input, record));
  const created = await narrowDown(
    inputs.filter((input) => !records.has(input)),
    {
      matchProperty: session.target.matchProperty,
      send: (group) => createGroup(creation, group),
      uniformRefusals: session.uniformRefusals,
    },
  );
  return [...existing, ...created];
}

/** Sends until nothing of the group is in the way any more: each refusal for a record that exists takes out at least one. */
async function createGroup(creation: Creation, group: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  let rest = group;
  while (rest.length > 0) {
    try {
      return [...outcomes, ...(await createOnce(creation, rest))];
    } catch (error) {
      if (!(error instanceof HubSpotRefusal)) throw error;
      if (error.unknownFates > 0) for (const input of rest) creation.doubtful.add(input);
      if (!isConflict(error, creation)) throw error;
      const records = await lookAgain(creation, rest);
      // A conflict that the look doesn't show is about another value.
      if (records.size === 0) throw error;
      for (const [input, record] of records) outcomes.push(await judgeExisting(creation, input, record));
      rest = rest.filter((input) => !records.has(input));
    }
  }
  return outcomes;
}

async function createOnce(creation: Creation, group: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const { target } = creation.session;
  const report = await createBatch(target, group);
  if (report.unknownFates > 0) for (const input of group) creation.doubtful.add(input);
  const { matchProperty } = target;
  const { outcomes, unnamed } = reconcile(group, report, { matchProperty, kindOf: () => "created" });
  const conflicting = group.filter((input) => isInTheWay(outcomes.get(input), matchProperty));
  if (unnamed.length + conflicting.length === 0) return [...outcomes.values()];
  const records = await lookAgain(creation, [...unnamed, ...conflicting]);
  const settled = new Map(outcomes);
  for (const input of conflicting) {
    const record = records.get(input);
    if (record) settled.set(input, await judgeExisting(creation, input, record));
  }
  for (const input of unnamed) {
    const record = records.get(input);
    const isWritten = record !== undefined && (await isOurs(creation, input, record));
    settled.set(input, isWritten ? asCreated(input, record) : rejectUnconfirmed(input, report.correlationId));
  }
  return [...settled.values()];
}

async function lookAgain({ session }: Creation, inputs: readonly WriteInput[]) {
  const properties = inputs.flatMap(({ payload }) => Object.keys(withoutEmpty(payload)));
  return (await lookUp(session.target, inputs, properties)).records;
}

async function judgeExisting(creation: Creation, input: WriteInput, record: WrittenRecord): Promise<WriteOutcome> {
  const isMaybeOurs = creation.doubtful.has(input);
  const isCreated = isMaybeOurs && (await isOurs(creation, input, record));
  return isCreated ? asCreated(input, record) : skipExisting(input, record);
}

async function isOurs({ session, since }: Creation, input: WriteInput, record: WrittenRecord): Promise<boolean> {
  if (since && !isCreatedSince(record, since)) return false;
  return holdsPayload(session, record, withoutEmpty(input.payload));
}

/** True for a refusal of the whole call that may be about a record with an input's match value. */
function isConflict({ refusals }: HubSpotRefusal, { session }: Creation): boolean {
  return refusals.some((refusal) => isAboutMatchValue(refusal, session.target.matchProperty));
}

function isInTheWay(outcome: WriteOutcome | undefined, matchProperty: string): boolean {
  return outcome?.kind === "rejected" && isAboutMatchValue(outcome.refusal, matchProperty);
}

// "Contact already exists" doesn't say by which of its values, a taken value names its property.
function isAboutMatchValue({ code, property }: { code: string; property: string | null }, matchProperty: string) {
  return code === "CONFLICT" || (code === "CONFLICTING_UNIQUE_VALUE" && property === matchProperty);
}

function asCreated(input: WriteInput, record: WrittenRecord): WriteOutcome {
  return { kind: "created", trace: input.trace, recordId: record.id, warnings: [] };
}

function skipExisting(input: WriteInput, record: WrittenRecord): WriteOutcome {
  return { kind: "skipped", trace: input.trace, reason: "exists", recordId: record.id };
}
